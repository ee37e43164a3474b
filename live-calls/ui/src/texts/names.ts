import { html } from 'lit-html';

/** What people call addresses. */
export const names = {
  label: 'Names of addresses',
  columns: { address: 'Address', name: 'Name', calls: 'Calls' },
  itsCalls: 'calls sent there',
  fresh: 'New name',
  unnamed: (address: string) => `${address} has no name any more.`,
  saved: (name: string) => `Saved. Ladders call it ${name}.`,
  filter: 'address or name',
  empty: () => html`
    <h2>No address has a name yet</h2>
    <p>
      Give your proxies and trunks names: “edge 1” over a column of a ladder says more than 192.0.2.17:5060. The key n,
      or the button above, begins one.
    </p>
  `,
  fields: {
    address: 'Address',
    addressHint: '192.0.2.1 or 2001:db8::1; with a port, 192.0.2.1:5060, of that port alone',
    name: 'Name',
    nameHint: 'empty: it has none any more',
  },
};
