package io.trunkline.protocol.event;

import java.time.Instant;

/**
 * An operator wants a call ended.
 *
 * @param id of the call
 * @param callId its Call-ID, by which it comes to where the call is followed
 * @param by who wants it, in words
 * @param bySwitch whether a switch takes commands: it is asked. If not, a call that is uncertain is closed in the books,
 *     and any other one goes on
 * @param at when it was asked for
 */
public record EndCallOrder(String id, String callId, String by, boolean bySwitch, Instant at) {}
