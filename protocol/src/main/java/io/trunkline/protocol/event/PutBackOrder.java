package io.trunkline.protocol.event;

import java.time.Instant;

/**
 * A {@link DeadLetter} is to be tried again, with all that wait of the same call. Once it went through, the same order
 * does nothing.
 *
 * @param letterId its id
 * @param accountId its account
 * @param by who wants it
 * @param at when
 */
public record PutBackOrder(String letterId, String accountId, String by, Instant at) {}
