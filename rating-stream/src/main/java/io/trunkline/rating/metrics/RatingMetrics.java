package io.trunkline.rating.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.telemetry.StageLatency;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the role counts. Made once a process; all methods may be called from any thread. */
public final class RatingMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RatingMetrics.class);
    private static final long LOG_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

    /** What was read longer ago says nothing of now. */
    private static final long FRESH_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final double MILLIS_IN_A_SECOND = 1_000;

    private final Counter messages;
    private final Counter calls;
    private final Counter unrated;
    private final Counter entries;
    private final Counter badRecords;
    private final Counter repeatedCommands;
    private final Counter deadLetters;
    private final Counter cutFailed;
    private final Counter switchCommands;
    private final Counter forgottenRegistrations;
    private final Counter links;
    private final Counter uncertainCalls;
    private final StageLatency latency;
    private final AtomicLong liveCalls = new AtomicLong();
    private final AtomicLong lastLogged = new AtomicLong();

    /** When a packet changed its call last, milliseconds since the epoch, and how long after its receipt. */
    private final AtomicLong lastUpdatedMillis = new AtomicLong();

    private final AtomicLong lastLateMicros = new AtomicLong();

    /** Registers them all; a second time with the same telemetry is refused by it. */
    public RatingMetrics(Telemetry telemetry) {
        messages = telemetry.counter(
                "trunkline_rating_messages_total",
                "Messages read, by what they were: call, registration, late, stray (of no transaction or dialog),"
                        + " without-invite, duplicate, or unusable and why",
                "kind");
        calls = telemetry.counter("trunkline_calls_total", "Calls that ended, by outcome", "outcome");
        unrated = telemetry.counter(
                "trunkline_unrated_calls_total", "Answered calls of an account for which no rate was found");
        entries = telemetry.counter("trunkline_ledger_entries_total", "Ledger entries booked, by type", "type");
        badRecords = telemetry.counter(
                "trunkline_rating_bad_records_total", "Records passed over because they cannot be read", "topic");
        repeatedCommands = telemetry.counter(
                "trunkline_repeated_account_commands_total",
                "Payments and charges passed over because their id was booked before");
        cutFailed = telemetry.counter(
                "trunkline_cut_failed_total",
                "Calls that went on after the switch was asked to end them because the balance was used up");
        deadLetters = telemetry.counter(
                "trunkline_rating_dead_letters_total",
                "Records that move money and were put away because they failed, or one of their call before them; or"
                        + " failed once more");
        switchCommands = telemetry.counter(
                "trunkline_switch_commands_total",
                "Commands to the switch: done, refused, failed, stale, or unsent without an address",
                "command",
                "outcome");
        uncertainCalls = telemetry.counter(
                "trunkline_uncertain_calls_total",
                "Calls that were up across a gap in the capture, so that their end may have passed unseen");
        forgottenRegistrations = telemetry.counter(
                "trunkline_forgotten_registrations_total",
                "Addresses of record of which what no registrar has granted was forgotten early: strangers take no more"
                        + " memory than they may");
        links = telemetry.counter(
                "trunkline_call_links_total",
                "Legs of calls by what they share: joined, or too-many when so many share it that it joins nothing",
                "result");
        latency = telemetry.latency(
                "trunkline_receipt_to_rated_seconds",
                "From the receipt of a call's packet until its call is updated, not yet committed");
        telemetry.gauge(
                "trunkline_rating_behind_seconds",
                "How long after its receipt a packet changed its call last; 0 when none did in the last seconds",
                () -> behind(Instant.now()).toMillis() / MILLIS_IN_A_SECOND);
        telemetry.gauge("trunkline_live_calls", "Calls ringing or answered, by this process", liveCalls::get);
    }

    /** A message was read. */
    public void message(String kind) {
        messages.labelValues(kind).inc();
    }

    /** A call's packet changed its call. */
    public void updated(Instant receivedAt, Instant now) {
        long micros = Duration.between(receivedAt, now).toNanos() / 1_000;
        latency.recordMicros(micros);
        lastLateMicros.lazySet(micros);
        lastUpdatedMillis.lazySet(now.toEpochMilli());
    }

    /** How far calls are behind: how long after its receipt a packet changed its call last; zero when none did of late. */
    Duration behind(Instant now) {
        boolean fresh = now.toEpochMilli() - lastUpdatedMillis.get() < FRESH_MILLIS;
        return fresh ? Duration.ofNanos(Math.max(0, lastLateMicros.get()) * 1_000) : Duration.ZERO;
    }

    /** Calls came up (more than 0) or went (less). */
    public void liveCalls(long change) {
        liveCalls.addAndGet(change);
    }

    /** A call ended. */
    public void ended(Outcome outcome) {
        calls.labelValues(label(outcome)).inc();
    }

    /** An answered call found no rate. */
    public void unrated() {
        unrated.inc();
    }

    /** An entry was booked. */
    public void booked(LedgerEntry.Type type) {
        entries.labelValues(label(type)).inc();
    }

    /** A command was passed over because its id was booked before. */
    public void repeatedCommand() {
        repeatedCommands.inc();
    }

    /** A call goes on that was to be ended. */
    public void cutFailed() {
        cutFailed.inc();
    }

    /** A record was put away. */
    public void deadLetter() {
        deadLetters.inc();
    }

    /** A command to the switch came to an end. */
    public void switchCommand(String command, String outcome) {
        switchCommands.labelValues(command, outcome).inc();
    }

    /** Calls became uncertain. */
    public void uncertainCalls(int count) {
        uncertainCalls.inc(count);
    }

    /** What was not granted of an address of record was forgotten early. */
    public void forgottenRegistration() {
        forgottenRegistrations.inc();
    }

    /** A leg bears what may join it to others: joined, or shared by too many. */
    public void link(String result) {
        links.labelValues(result).inc();
    }

    /** A record cannot be read: counted, and told at most once a minute. */
    public void badRecord(String topic, String why) {
        badRecords.labelValues(topic).inc();
        long now = System.currentTimeMillis();
        long last = lastLogged.get();
        if (now - last >= LOG_EVERY_MILLIS && lastLogged.compareAndSet(last, now)) {
            LOG.warn(
                    "a record of {} was passed over: {} (see trunkline_rating_bad_records_total for their number)",
                    topic,
                    why.lines().findFirst().orElse(""));
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
