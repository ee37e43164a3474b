/**
 * Server-sent events: one hub for each kind of thing, which hands changes to its subscribers, and the writing of
 * a stream to one of them at the pace that it can take. The class to open first is {@link
 * io.trunkline.live.stream.EventHub}.
 */
package io.trunkline.live.stream;
