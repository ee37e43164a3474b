/**
 * Server-sent events: a hub for each live list, which makes what changed into events once, and the writing of a
 * stream to each client at the pace that it can take and of what its scope covers. The class to open first is {@link
 * io.trunkline.live.stream.EventHub}.
 */
package io.trunkline.live.stream;
