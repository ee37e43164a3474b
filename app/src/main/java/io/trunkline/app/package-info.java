/**
 * The {@code trunkline} command. {@link io.trunkline.app.Trunkline} is the running process: it starts the
 * engines and the roles in their order and stops them in the other.
 */
package io.trunkline.app;
