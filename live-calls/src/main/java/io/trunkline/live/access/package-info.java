/**
 * Who may use the API: the admin token, the sessions of logged-in browsers, and the roles that both give.
 * Nothing here knows HTTP. The class to open first is {@link io.trunkline.live.access.Sessions}.
 */
package io.trunkline.live.access;
