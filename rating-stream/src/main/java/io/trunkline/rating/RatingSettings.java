package io.trunkline.rating;

import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.rating.call.CallTimes;
import io.trunkline.rating.call.Platform;
import io.trunkline.rating.enforcement.SwitchSettings;
import io.trunkline.rating.ledger.LedgerTimes;
import io.trunkline.rating.link.LinkRules;
import io.trunkline.rating.registration.RegistrationTimes;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the role.
 *
 * @param stateDir where the streams keep what they can also read back from Kafka
 * @param applicationId name of the consumer group, and what the names of its changelogs begin with
 * @param tuning what is chosen by measurement
 * @param sessionTimeout how long a process that was killed holds its partitions, also against itself when it is started
 *     again, and so how long calls are neither followed nor charged; Kafka's brokers take 6 s or more
 * @param calls how long calls are waited for
 * @param platform which addresses are the switches' own
 * @param testCalls what calls the probes make, which are nobody's
 * @param links in what legs are looked for that belong together
 * @param registrations how long registrations are kept
 * @param ledger when the ledger acts on a balance that runs out
 * @param enforcement where the switch is, or that there is none
 */
public record RatingSettings(
        Path stateDir,
        String applicationId,
        StreamTuning tuning,
        Duration sessionTimeout,
        CallTimes calls,
        Platform platform,
        TestCalls testCalls,
        LinkRules links,
        RegistrationTimes registrations,
        LedgerTimes ledger,
        SwitchSettings enforcement) {

    /** The defaults of every part, tuned by system properties ({@link StreamTuning}). */
    public static RatingSettings in(Path stateDir) {
        return new RatingSettings(
                stateDir,
                "trunkline-rating",
                StreamTuning.fromSystemProperties(),
                Duration.ofSeconds(10),
                CallTimes.DEFAULT,
                Platform.UNKNOWN,
                TestCalls.NONE,
                LinkRules.DEFAULT,
                RegistrationTimes.DEFAULT,
                LedgerTimes.DEFAULT,
                SwitchSettings.NONE);
    }

    /** The same with a switch. */
    public RatingSettings with(SwitchSettings switchSettings) {
        return new RatingSettings(
                stateDir,
                applicationId,
                tuning,
                sessionTimeout,
                calls,
                platform,
                testCalls,
                links,
                registrations,
                ledger,
                switchSettings);
    }

    /** The same under another id in Kafka: one that knows nothing yet, and has groups and topics of state of its own. */
    public RatingSettings withApplicationId(String id) {
        return new RatingSettings(
                stateDir,
                id,
                tuning,
                sessionTimeout,
                calls,
                platform,
                testCalls,
                links,
                registrations,
                ledger,
                enforcement);
    }

    /** The same with another session timeout. */
    public RatingSettings withSessionTimeout(Duration timeout) {
        return new RatingSettings(
                stateDir,
                applicationId,
                tuning,
                timeout,
                calls,
                platform,
                testCalls,
                links,
                registrations,
                ledger,
                enforcement);
    }

    /** The same with the platform's own addresses. */
    public RatingSettings with(Platform addresses) {
        return new RatingSettings(
                stateDir,
                applicationId,
                tuning,
                sessionTimeout,
                calls,
                addresses,
                testCalls,
                links,
                registrations,
                ledger,
                enforcement);
    }

    /** The same with the probes' own addresses. */
    public RatingSettings with(TestCalls calling) {
        return new RatingSettings(
                stateDir,
                applicationId,
                tuning,
                sessionTimeout,
                calls,
                platform,
                calling,
                links,
                registrations,
                ledger,
                enforcement);
    }

    /** The same with other rules for legs. */
    public RatingSettings with(LinkRules rules) {
        return new RatingSettings(
                stateDir,
                applicationId,
                tuning,
                sessionTimeout,
                calls,
                platform,
                testCalls,
                rules,
                registrations,
                ledger,
                enforcement);
    }
}
