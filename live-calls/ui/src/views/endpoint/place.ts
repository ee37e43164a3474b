import type { Registration } from '../../api/schema';
import { texts } from '../../texts';

const words = texts.endpoint.place;

/** Where an endpoint is, in words: what it says in its contact against where it registered from. */
export function placeText(registration: Pick<Registration, 'contact' | 'receivedFrom'>): string {
  const says = hostOf(registration.contact);
  const came = registration.receivedFrom;
  if (came === null) {
    return says === null ? words.unseen : words.saysOnly(says);
  }
  if (says === null) {
    return words.cameOnly(came);
  }
  return addressOf(says) === addressOf(came) ? words.same(says) : words.nat(says, came);
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
