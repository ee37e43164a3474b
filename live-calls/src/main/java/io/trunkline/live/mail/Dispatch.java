package io.trunkline.live.mail;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.protocol.event.MailRecord;
import io.trunkline.protocol.event.MailRecord.State;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is done with a mail that is due, and does it: it is sent, put off, or over. What the server puts off is
 * tried again, ever later, each mail for itself; while the server is away all wait. For one thread, but for {@link
 * #outage} and {@link #stop}.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** A pause is doubled at most so often. */
    private static final int MOST_DOUBLINGS = 20;

    /**
     * The server takes nothing.
     *
     * @param since when
     * @param reason why
     * @param tries how often it was tried again
     * @param nextTry when it is tried again
     */
    record Outage(Instant since, String reason, int tries, Instant nextTry) {}

    private final MailSettings.Times times;
    private final Composer composer;
    private final Smtp smtp;
    private final MailClaims claims;
    private final Counter mails;
    private volatile Thread sending;
    private volatile Outage outage;
    private volatile boolean stopped;

    Dispatch(MailSettings.Times times, Composer composer, Smtp smtp, MailClaims claims, Telemetry telemetry) {
        this.times = times;
        this.composer = composer;
        this.smtp = smtp;
        this.claims = claims;
        mails = telemetry.counter("trunkline_mails_total", "Mails, by what became of them", "kind", "result");
    }

    /** Since when the server takes nothing; empty when it does, as far as is known. */
    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /** Breaks off what is being sent: nobody knows then whether the server has it. From any thread. */
    void stop() {
        stopped = true;
        Thread conversation = sending;
        if (conversation != null) {
            conversation.interrupt();
        }
    }

    /** What still has to be done for a mail; nothing when it is over. */
    Optional<MailQueue.Waiting> look(MailQueue.Waiting due, Instant now) throws InterruptedException {
        Occasion occasion = due.occasion();
        Optional<MailRecord> standing = claims.standing(occasion.id());
        if (standing.isPresent() && !claims.isOurs(occasion.id())) {
            return elsewhere(due, standing.get(), now);
        }
        if (occasion.at().plus(times.worth()).isBefore(now)) {
            if (due.tries() > 0 || outage != null) {
                settle(occasion, State.GIVEN_UP, null);
            }
            return Optional.empty();
        }
        Optional<Delivery> delivery = deliver(occasion);
        return delivery.isEmpty() ? Optional.empty() : after(delivery.get(), due, now);
    }

    /** One that another process, or this one before it was started again, has claimed. */
    private Optional<MailQueue.Waiting> elsewhere(MailQueue.Waiting due, MailRecord standing, Instant now)
            throws InterruptedException {
        if (standing.state().isFinal()) {
            return Optional.empty();
        }
        Instant until = standing.at().plus(times.claimHolds());
        if (until.isAfter(now)) {
            return Optional.of(due.until(until));
        }
        settle(due.occasion(), State.UNCERTAIN, "the process that was about to send it ended");
        return Optional.empty();
    }

    /** What came of it; nothing where there is nobody to write to. */
    private Optional<Delivery> deliver(Occasion occasion) throws InterruptedException {
        var conversation = new FutureTask<>(
                () -> composer.mail(occasion).map(mail -> smtp.deliver(mail, () -> claims.claim(occasion))));
        Thread thread = Thread.ofVirtual().name("mail-smtp").unstarted(conversation);
        sending = thread;
        thread.start();
        if (stopped) {
            thread.interrupt();
        }
        try {
            Optional<Delivery> delivery = conversation.get();
            if (stopped && !delivery.equals(Optional.of(new Delivery.Taken()))) {
                // What an end broke off is as if the process had been killed: the claim says enough.
                throw new InterruptedException("closed");
            }
            return delivery;
        } catch (ExecutionException e) {
            // An error of ours: one mail must not stop the others.
            LOG.error("The mail {} failed", occasion.id(), e.getCause());
            return Optional.of(new Delivery.Deferred("an error of this program"));
        } finally {
            sending = null;
        }
    }

    private Optional<MailQueue.Waiting> after(Delivery delivery, MailQueue.Waiting due, Instant now)
            throws InterruptedException {
        Occasion occasion = due.occasion();
        switch (delivery) {
            case Delivery.Away(String reason) -> {
                claims.release(occasion, reason);
                away(reason, now);
                return Optional.of(due);
            }
            case Delivery.NotOurs() -> {
                return Optional.of(due.until(now.plus(times.firstPause())));
            }
            case Delivery.Deferred(String reply) -> {
                back();
                claims.release(occasion, reply);
                return Optional.of(due.until(now.plus(pauseAfter(due.tries()))));
            }
            case Delivery.Taken() -> settle(occasion, State.SENT, null);
            case Delivery.Refused(String reply) -> settle(occasion, State.REFUSED, reply);
            case Delivery.Unknown() -> settle(occasion, State.UNCERTAIN, "the connection broke off at the end");
        }
        back();
        return Optional.empty();
    }

    private void settle(Occasion occasion, State state, String detail) throws InterruptedException {
        String result = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        mails.labelValues(occasion.kind().label(), result).inc();
        if (state == State.SENT) {
            LOG.info("The mail {} was sent", occasion.id());
        } else {
            LOG.warn("The mail {} is {}{}", occasion.id(), result, detail == null ? "" : ": " + detail);
        }
        claims.settle(occasion, state, detail);
    }

    private void away(String reason, Instant now) {
        Outage before = outage;
        int tries = before == null ? 0 : before.tries() + 1;
        Instant since = before == null ? now.truncatedTo(ChronoUnit.SECONDS) : before.since();
        if (before == null || !before.reason().equals(reason)) {
            LOG.warn("Mails are not sent, and tried again until it works: {}", reason);
        }
        outage = new Outage(since, reason, tries, now.plus(pauseAfter(tries)));
    }

    private void back() {
        if (outage != null) {
            LOG.info("Mails are sent again, after an outage since {}", outage.since());
            outage = null;
        }
    }

    private Duration pauseAfter(int tries) {
        Duration pause = times.firstPause().multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        Duration longest = times.longestPause();
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
