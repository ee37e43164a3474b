import { html } from 'lit-html';

/** The form that asks who comes. */
export const login = {
  title: 'Sign in',
  token: 'Admin token',
  failed: 'Signing in did not work.',
  wrong: 'This is not the token.',
  where: () => html`
    It stands in <code>data/admin-token</code> of the machine that runs Trunkline, or in its configuration as
    <code>http.admin-token</code>. The link that <code>trunkline run</code> prints signs you in without it.
  `,
};
