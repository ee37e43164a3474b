package io.trunkline.live.quality;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What quality takes of a call whose fate is known: it was answered, or it failed.
 *
 * @param at when that was
 * @param answered whether it was answered
 * @param effective whether it reached the called side, and only that side kept it from being answered
 * @param delayMillis from the INVITE to the first ringing, or to the answer where nothing rang; empty when it did neither
 * @param keys by what it counts; what it does not have is not in it
 */
record Attempt(Instant at, boolean answered, boolean effective, OptionalLong delayMillis, Map<QualityBy, String> keys) {

    /** What has ended. */
    static Attempt of(Cdr cdr) {
        boolean answered = cdr.outcome() == Outcome.ANSWERED;
        boolean refused = !answered && cdr.cause() != null && cdr.cause().by() == Cause.By.PLATFORM;
        return new Attempt(
                answered ? cdr.answeredAt() : cdr.endedAt(),
                answered,
                answered || isEffective(cdr),
                delay(cdr.startedAt(), cdr.ringingAt(), cdr.answeredAt()),
                keys(
                        cdr.trunk(),
                        refused || cdr.tariff() == null
                                ? null
                                : cdr.tariff().rate().destination(),
                        cdr.accountId()));
    }

    /** What is up. */
    static Attempt of(Call.Answered call) {
        var setup = call.setup();
        return new Attempt(
                call.answeredAt(),
                true,
                true,
                delay(setup.startedAt(), call.ringingAt(), call.answeredAt()),
                keys(
                        setup.trunk(),
                        setup.tariff() == null ? null : setup.tariff().rate().destination(),
                        setup.accountId()));
    }

    /** ITU-T E.425: busy, no answer and rejections of the terminal itself say nothing against the network. */
    private static boolean isEffective(Cdr cdr) {
        if (cdr.cause() == null) {
            return false;
        }
        return switch (cdr.cause().code()) {
            case BUSY, NO_ANSWER, DECLINED, UNREACHABLE -> cdr.cause().by() != Cause.By.PLATFORM;
            case CANCELLED -> cdr.ringingAt() != null;
            case NORMAL,
                    NOT_FOUND,
                    FORBIDDEN,
                    SUSPENDED,
                    TRUNK_FAILURE,
                    PLATFORM_FAILURE,
                    BALANCE_USED_UP,
                    ENDED_BY_OPERATOR,
                    NO_BYE,
                    OTHER -> false;
        };
    }

    private static OptionalLong delay(Instant startedAt, Instant ringingAt, Instant answeredAt) {
        Instant heardAt = ringingAt == null ? answeredAt : ringingAt;
        return heardAt == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.max(0, Duration.between(startedAt, heardAt).toMillis()));
    }

    /** What the platform refused counts against nobody beyond it. */
    private static Map<QualityBy, String> keys(String trunk, String destination, String account) {
        var keys = new EnumMap<QualityBy, String>(QualityBy.class);
        put(keys, QualityBy.TRUNK, trunk);
        put(keys, QualityBy.DESTINATION, destination);
        put(keys, QualityBy.ACCOUNT, account);
        return keys;
    }

    private static void put(Map<QualityBy, String> keys, QualityBy by, String key) {
        if (key != null && !key.isEmpty()) {
            keys.put(by, key);
        }
    }
}
