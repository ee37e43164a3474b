package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a rule raised, as it stands. It only ever gains: first it is raised, then it may be cleared, and acknowledged, in
 * whatever order; so records of it can be read in any order and told by several ({@link #with}).
 *
 * @param id of this alarm alone
 * @param ruleId the rule that raised it
 * @param kind what the rule looked at
 * @param key of what: a trunk's address, an account, an agent; {@code all} where there is but one
 * @param accountId the account that it is about; null when it is about none
 * @param value what was measured when it was raised
 * @param threshold what the rule allowed then
 * @param text for people: a sentence without a full stop
 * @param raisedAt when
 * @param clearedAt since when all is well again; null as long as it is not
 * @param acknowledgedBy who has seen it; null while nobody has
 * @param acknowledgedAt when; null likewise
 * @param calls ids of calls that raised it, the last ones; empty where it is not about calls
 */
public record Alarm(
        String id,
        String ruleId,
        AlarmRule.Kind kind,
        String key,
        String accountId,
        BigDecimal value,
        BigDecimal threshold,
        String text,
        Instant raisedAt,
        Instant clearedAt,
        String acknowledgedBy,
        Instant acknowledgedAt,
        List<String> calls) {

    /** Takes an unmodifiable copy; absent calls are none. */
    public Alarm {
        calls = calls == null ? List.of() : List.copyOf(calls);
    }

    /** Whether what raised it goes on. */
    @JsonIgnore
    public boolean isUp() {
        return clearedAt == null;
    }

    /** The same, over. */
    public Alarm cleared(Instant at) {
        return new Alarm(
                id,
                ruleId,
                kind,
                key,
                accountId,
                value,
                threshold,
                text,
                raisedAt,
                at,
                acknowledgedBy,
                acknowledgedAt,
                calls);
    }

    /** The same, seen by somebody. */
    public Alarm acknowledged(String by, Instant at) {
        return new Alarm(id, ruleId, kind, key, accountId, value, threshold, text, raisedAt, clearedAt, by, at, calls);
    }

    /** The same with what another record of it knows beside. */
    public Alarm with(Alarm other) {
        Alarm all = clearedAt == null && other.clearedAt != null ? cleared(other.clearedAt) : this;
        return all.acknowledgedBy == null && other.acknowledgedBy != null
                ? all.acknowledged(other.acknowledgedBy, other.acknowledgedAt)
                : all;
    }
}
