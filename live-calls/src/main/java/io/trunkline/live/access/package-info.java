/**
 * Who may use the API, and what of it: the admin token, the sessions of logged-in browsers, the roles of users ({@link
 * io.trunkline.live.access.UserRole}), and the {@link io.trunkline.live.access.Grant} that a login gives: a role and the
 * scope of what is shown. Nothing here knows HTTP. The class to open first is {@link
 * io.trunkline.live.access.Sessions}.
 */
package io.trunkline.live.access;
