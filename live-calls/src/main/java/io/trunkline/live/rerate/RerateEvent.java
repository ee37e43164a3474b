package io.trunkline.live.rerate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What is told while calls are rated again, one after the other; the last one is a {@link Result} or a {@link BrokenOff}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RerateEvent.Differs.class, name = "call"),
    @JsonSubTypes.Type(value = RerateEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = RerateEvent.Result.class, name = "result"),
    @JsonSubTypes.Type(value = RerateEvent.BrokenOff.class, name = "broken-off")
})
public sealed interface RerateEvent {

    /**
     * One that pays for a call and would be charged another price.
     *
     * @param id of the call
     * @param level its tier
     * @param role why it pays
     * @param accountId the account
     * @param to the called number
     * @param startedAt when the call began
     * @param durationMillis answer to end
     * @param before what it was charged; null when it had no price
     * @param after what it would be charged
     * @param currency of both
     */
    record Differs(
            String id,
            int level,
            Payer.Role role,
            String accountId,
            String to,
            Instant startedAt,
            long durationMillis,
            BigDecimal before,
            BigDecimal after,
            String currency)
            implements RerateEvent {

        static Differs of(Cdr before, Cdr after) {
            return new Differs(
                    after.id(),
                    after.level(),
                    after.role(),
                    after.accountId(),
                    after.to(),
                    after.startedAt(),
                    after.durationMillis(),
                    before.price(),
                    after.price(),
                    after.currency());
        }
    }

    /**
     * How far it has come.
     *
     * @param records looked at so far
     * @param day the day of the last of them
     */
    record Progress(long records, Instant day) implements RerateEvent {}

    /**
     * The sums.
     *
     * @param records looked at: one a tier of a call
     * @param differ of them, those whose price is another, or that have one for the first time
     * @param ratedFirst of those, the ones that had no price
     * @param withoutRate of all, those that no rate fits now: they stay as they are
     * @param ordered corrections that were ordered: 0 unless it was applied
     * @param items what differs, by account and destination
     * @param gains what each account and the platform would have gained, or gained, by the difference
     */
    record Result(
            long records,
            long differ,
            long ratedFirst,
            long withoutRate,
            long ordered,
            List<Item> items,
            List<Gain> gains)
            implements RerateEvent {}

    /**
     * It ended before the end; what was ordered is and stays ordered.
     *
     * @param message for people, with what to do
     * @param ordered corrections that were ordered
     */
    record BrokenOff(String message, long ordered) implements RerateEvent {}

    /**
     * What differs for an account and a destination.
     *
     * @param accountId the account that pays
     * @param destination as it would be charged; null for all further ones of the account, where there are too many
     * @param currency of the sums
     * @param calls that differ
     * @param before what they were charged
     * @param after what they would be charged
     * @param difference what the account pays more
     */
    record Item(
            String accountId,
            String destination,
            String currency,
            long calls,
            BigDecimal before,
            BigDecimal after,
            BigDecimal difference) {}

    /**
     * What the difference is to one tier: what those below it pay more, less what it pays more itself.
     *
     * @param accountId the account; null for the platform
     * @param currency of the sum: those of different ones are never added
     * @param gain less than 0 for a loss
     */
    record Gain(String accountId, String currency, BigDecimal gain) {}
}
