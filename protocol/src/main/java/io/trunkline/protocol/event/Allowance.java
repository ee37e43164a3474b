package io.trunkline.protocol.event;

import java.time.Instant;

/**
 * The free minutes of one month of an account. All its calls that are answered in the month take from them together.
 *
 * @param minutes how many the package gives, 1 or more
 * @param from when the account's month begins
 * @param until when the next one begins
 */
public record Allowance(int minutes, Instant from, Instant until) {}
