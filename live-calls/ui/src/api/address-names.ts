import type { AddressName } from './schema';
import { addressNames } from './client';
import { Polling } from './polling';

/** Names change seldom; who gives one sees it at once. */
const EVERY_MILLIS = 30_000;

/** What people call the addresses that are shown. */
export class AddressBook {
  private byAddress = new Map<string, string>();
  private readonly polling: Polling;

  /** `changed` is told when there are other names than before. */
  constructor(private readonly changed: () => void = () => {}) {
    this.polling = new Polling(EVERY_MILLIS, async (signal) => this.take(await addressNames(signal)));
  }

  /** The name of an address with its port: of both, or else of the address; empty without one. */
  nameOf(address: string): string {
    if (this.byAddress.size === 0) {
      return '';
    }
    return this.byAddress.get(address) ?? this.byAddress.get(withoutPort(address)) ?? '';
  }

  /** How an address is called: by its name, or by itself. */
  called(address: string): string {
    return this.nameOf(address) || address;
  }

  /** What is to be known of an address: its name and itself. */
  inFull(address: string): string {
    const name = this.nameOf(address);
    return name === '' ? address : `${name}, ${address}`;
  }

  close(): void {
    this.polling.close();
  }

  private take(names: readonly AddressName[]): void {
    const now = new Map(names.map(({ address, name }) => [address, name]));
    const same =
      now.size === this.byAddress.size &&
      names.every((each) => this.byAddress.get(each.address) === each.name);
    this.byAddress = now;
    if (!same) {
      this.changed();
    }
  }
}

/** `192.0.2.1:5060` and `[2001:db8::1]:5060` without their ports; an address that has none stays as it is. */
export function withoutPort(address: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(address);
  if (bracketed !== null) {
    return bracketed[1]!;
  }
  const colon = address.indexOf(':');
  return colon < 0 || colon !== address.lastIndexOf(':') ? address : address.slice(0, colon);
}
