package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * When to raise an alarm.
 *
 * @param id its name in the API
 * @param name its name for people
 * @param kind what is looked at, and what the threshold means
 * @param enabled whether it raises anything
 * @param threshold beyond which it raises, more than 0; its meaning is that of the kind
 * @param least with fewer of what is counted it raises nothing, 1 or more
 * @param minutes how many of the last minutes are looked at, 1 to 60
 * @param from when in the day it begins, {@code 22:00}; null for always
 * @param until when in the day it ends; null for always
 * @param timeZone IANA name of the zone of both
 */
public record AlarmRule(
        String id,
        String name,
        Kind kind,
        boolean enabled,
        BigDecimal threshold,
        int least,
        int minutes,
        String from,
        String until,
        String timeZone) {

    /** What a rule looks at. */
    public enum Kind {
        /** The share of answered calls of a trunk is below the threshold, 0 to 1. Counted: attempts. */
        @JsonProperty("asr")
        ASR,
        /** A trunk has so many times more, or fewer, attempts than its usual of the hour. Counted: the usual attempts. */
        @JsonProperty("attempts")
        ATTEMPTS,
        /** The median post-dial delay of a trunk is above so many milliseconds. Counted: attempts. */
        @JsonProperty("pdd")
        PDD,
        /** So many registrations expired. */
        @JsonProperty("registrations-lost")
        REGISTRATIONS_LOST,
        /** A capture agent has not sent for so many times its usual interval. Counted: packets that it ever sent. */
        @JsonProperty("silent-agent")
        SILENT_AGENT,
        /** The calls of an account that are up cost more than so much a minute. Counted: calls. */
        @JsonProperty("spend")
        SPEND,
        /** Calls of an account that are up, at night, cost more than so much a minute each. Counted: such calls. */
        @JsonProperty("night-destination")
        NIGHT_DESTINATION,
        /** So many calls of an account lasted a second or less. */
        @JsonProperty("short-calls")
        SHORT_CALLS,
        /** So many calls of an account go on although its balance is used up: the switch does not end them. */
        @JsonProperty("cut-failed")
        CUT_FAILED
    }
}
