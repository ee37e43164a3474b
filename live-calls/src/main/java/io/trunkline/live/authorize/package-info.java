/**
 * What a switch asks before it connects a call: {@link io.trunkline.live.authorize.Authorizer} answers from memory, and holds
 * what it allows.
 */
package io.trunkline.live.authorize;
