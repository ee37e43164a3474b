package io.trunkline.live.board;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the calls of an account that are up cost a minute, without what is free.
 *
 * @param accountId who pays
 * @param currency ISO 4217 code
 * @param calls those that are up, answered, and have a rate
 */
public record Spending(String accountId, String currency, List<Running> calls) {

    /**
     * One of them.
     *
     * @param id of the call
     * @param destination its name in the rate card
     * @param ratePerMinute what a minute costs
     */
    public record Running(String id, String destination, BigDecimal ratePerMinute) {}

    /** Takes a copy. */
    public Spending {
        calls = List.copyOf(calls);
    }

    /** Of all together. */
    public BigDecimal perMinute() {
        return calls.stream().map(Running::ratePerMinute).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The ids of the calls. */
    public List<String> ids() {
        return calls.stream().map(Running::id).toList();
    }
}
