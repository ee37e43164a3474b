package io.trunkline.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The topics of the pipeline. Names, keys and clean-up are fixed: consumers outside this project are
 * written against them.
 */
public enum Topic {
    /** Key: Call-ID (REGISTER: address of record). Value: the normalised HEP3 packet. Headers: {@link MessageHeaders}. */
    SIP_MESSAGES("sip.messages", Duration.ofHours(6)),
    /** Key: Call-ID. Value: the normalised HEP3 packet of an RTCP report. Headers: {@link MessageHeaders}. */
    RTCP_REPORTS("rtcp-reports", Duration.ofHours(6)),
    /** Key: Call-ID. Value: {@link io.trunkline.protocol.event.Call} as it stands now. */
    CALLS("calls", null),
    /** Key: what legs share. Value: {@link io.trunkline.protocol.event.CallLink} as it stands now. */
    CALL_LINKS("call-links", null),
    /** Key: AOR and contact. Value: {@link io.trunkline.protocol.event.Registration} as it stands now. */
    REGISTRATIONS("registrations", null),
    /** Key: AOR. Value: {@link io.trunkline.protocol.event.RegistrationEvent}. */
    REGISTRATION_EVENTS("registration-events", Duration.ofDays(1)),
    /** Key: AOR, as {@link #SIP_MESSAGES}. Value: {@link io.trunkline.protocol.event.BindingRemoval}. */
    BINDING_REMOVALS("binding-removals", Duration.ofDays(1)),
    /** Key: account (empty when the call belongs to none). Value: {@link io.trunkline.protocol.event.Cdr}. */
    CDRS("cdrs", Duration.ofDays(30)),
    /** Key: account. Value: {@link io.trunkline.protocol.event.LedgerEntry}. */
    LEDGER("ledger", Duration.ofDays(400)),
    /** Key: account. Value: {@link io.trunkline.protocol.event.Balance}. */
    BALANCES("balances", null),
    /** Key: account. Value: {@link io.trunkline.protocol.event.AccountEvent}. */
    ACCOUNT_EVENTS("account-events", Duration.ofDays(30)),
    /** Key: account, Call-ID or AOR. Value: {@link io.trunkline.protocol.event.SwitchCommand}. */
    SWITCH_COMMANDS("switch-commands", Duration.ofDays(1)),
    /** Key: account. Value: {@link io.trunkline.protocol.event.Account}. */
    ACCOUNTS("accounts", null),
    /** Key: {@link io.trunkline.protocol.event.RateCardKey}. Value: a card, or a chunk of its rates. */
    RATE_CARDS("rate-cards", null),
    /** Key: id. Value: {@link io.trunkline.protocol.event.CallPackage}. */
    PACKAGES("packages", null),
    /** Key: E.164 digits. Value: {@link io.trunkline.protocol.event.PhoneNumber}. */
    NUMBERS("numbers", null),
    /** Key: account. Value: {@link io.trunkline.protocol.event.AccountCommand}. */
    ACCOUNT_COMMANDS("account-commands", Duration.ofDays(400)),
    /** Key: name of the collector. Value: {@link io.trunkline.protocol.event.CollectorReport}. */
    COLLECTORS("collectors", null),
    /** Key: Call-ID, as {@link #SIP_MESSAGES}. Value: {@link io.trunkline.protocol.event.EndCallOrder}. */
    CALL_COMMANDS("call-commands", Duration.ofDays(1)),
    /** Key: Call-ID. Value: {@link io.trunkline.protocol.event.EndCallRefusal}. */
    END_CALL_REFUSALS("end-call-refusals", Duration.ofDays(1)),
    /** Key: name of the collector. Value: {@link io.trunkline.protocol.event.CaptureGap}; each is in every partition. */
    CAPTURE_GAPS("capture-gaps", Duration.ofDays(1)),
    /** Key: id of the registration. Value: {@link io.trunkline.protocol.event.TestCommand}. */
    TEST_COMMANDS("test-commands", Duration.ofDays(1)),
    /** Key: id of the registration. Value: {@link io.trunkline.protocol.event.EndpointTest} as it stands now. */
    ENDPOINT_TESTS("endpoint-tests", Duration.ofDays(1)),
    /** Key: id. Value: {@link io.trunkline.protocol.event.AlarmRule}, instead of or beside those that are there from the start. */
    ALARM_RULES("alarm-rules", null),
    /** Key: id of the alarm. Value: {@link io.trunkline.protocol.event.Alarm}: raised, cleared, acknowledged. */
    ALARMS("alarms", Duration.ofDays(90)),
    /** Key: id of the mail. Value: {@link io.trunkline.protocol.event.MailRecord}: claimed, sent, refused. */
    MAILS("mails", Duration.ofDays(30)),
    /** Key: the address. Value: {@link io.trunkline.protocol.event.AddressName}. */
    ADDRESS_NAMES("address-names", null),
    /** Key: id of the letter. Value: {@link io.trunkline.protocol.event.DeadLetter}; gone when it went through. */
    DEAD_LETTERS("rating.dead-letters", null),
    /** Key: account. Value: {@link io.trunkline.protocol.event.PutBackOrder}. */
    PUT_BACK_ORDERS("rating.put-back-orders", Duration.ofDays(1));

    /**
     * How long a deleted key is still told of: longer than a reader that began with the oldest record needs to come to
     * the end, or it would keep what is gone.
     */
    private static final Duration DELETIONS_TOLD = Duration.ofHours(1);

    /** The longest for which a compacted topic keeps values that newer ones have replaced. */
    private static final Duration COMPACTED_WITHIN = Duration.ofHours(1);

    /**
     * The same where values are replaced all the time: every start reads all that a topic holds, and only closed
     * segments are compacted.
     */
    private static final Duration BUSY_COMPACTED_WITHIN = Duration.ofMinutes(10);

    private final String suffix;
    private final Duration retention;

    Topic(String suffix, Duration retention) {
        this.suffix = suffix;
        this.retention = retention;
    }

    /**
     * The topic's full name.
     *
     * @param prefix the value of {@code kafka.topic-prefix}, with its dot: {@code trunkline.}
     */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** Whether the topic keeps the last value of each key for ever, instead of everything for a time. */
    public boolean compacted() {
        return retention == null;
    }

    /** The topic's settings at the broker, by their Kafka names. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        if (compacted()) {
            settings.put("cleanup.policy", "compact");
            settings.put("delete.retention.ms", Long.toString(DELETIONS_TOLD.toMillis()));
            String within = Long.toString(compactedWithin().toMillis());
            settings.put("max.compaction.lag.ms", within);
            settings.put("segment.ms", within);
        } else {
            settings.put("cleanup.policy", "delete");
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        return settings;
    }

    private Duration compactedWithin() {
        return switch (this) {
            case CALLS, CALL_LINKS, REGISTRATIONS, BALANCES, COLLECTORS -> BUSY_COMPACTED_WITHIN;
            case ACCOUNTS, RATE_CARDS, PACKAGES, NUMBERS, ALARM_RULES, ADDRESS_NAMES, DEAD_LETTERS -> COMPACTED_WITHIN;
            case SIP_MESSAGES,
                    RTCP_REPORTS,
                    CAPTURE_GAPS,
                    CALL_COMMANDS,
                    END_CALL_REFUSALS,
                    REGISTRATION_EVENTS,
                    BINDING_REMOVALS,
                    CDRS,
                    LEDGER,
                    ACCOUNT_EVENTS,
                    SWITCH_COMMANDS,
                    ACCOUNT_COMMANDS,
                    TEST_COMMANDS,
                    ENDPOINT_TESTS,
                    ALARMS,
                    MAILS,
                    PUT_BACK_ORDERS -> throw new IllegalStateException(this + " is not compacted");
        };
    }
}
