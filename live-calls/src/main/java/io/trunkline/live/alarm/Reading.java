package io.trunkline.live.alarm;

import java.math.BigDecimal;
import java.util.List;

/**
 * What was measured of one trunk, account or agent.
 *
 * @param key names it
 * @param accountId the account that it is; null when it is none
 * @param value what the rule's threshold is compared with
 * @param counted of how many it is: with fewer than the rule's least it says nothing
 * @param text for people: what was measured, in a sentence without a full stop
 * @param calls ids of calls to look at, the last ones
 */
public record Reading(String key, String accountId, BigDecimal value, long counted, String text, List<String> calls) {

    /** Of more calls than these the last ones are kept. */
    public static final int MOST_CALLS = 10;

    /** Keeps the last of the calls. */
    public Reading {
        calls = List.copyOf(calls.subList(Math.max(0, calls.size() - MOST_CALLS), calls.size()));
    }
}
