import type { Registration } from '../../api/schema';

/** Where an endpoint is, in words: what it says in its contact against where it registered from. */
export function placeText(registration: Pick<Registration, 'contact' | 'receivedFrom'>): string {
  const says = hostOf(registration.contact);
  const came = registration.receivedFrom;
  if (came === null) {
    return says === null
      ? 'Nobody saw where it is.'
      : `It says ${says}; from where it registered nobody saw.`;
  }
  if (says === null) {
    return `It registered from ${came}.`;
  }
  if (addressOf(says) === addressOf(came)) {
    return `It is at ${says}, as it says: no NAT.`;
  }
  return `It says ${says}, but registered from ${came}: behind NAT, calls must go to ${came}.`;
}

/** Host and port of a SIP URI; null when there is none. */
function hostOf(contact: string): string | null {
  const match = /^<?sips?:(?:[^@>]*@)?([^;>?]+)/i.exec(contact);
  return match?.[1] ?? null;
}

function addressOf(hostPort: string): string {
  return hostPort.startsWith('[')
    ? hostPort.slice(0, hostPort.indexOf(']') + 1)
    : hostPort.replace(/:\d+$/, '');
}
