package io.trunkline.live.endpoint;

import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.RegistrationEvent.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an endpoint stands, in one sentence, from its registration, its history and its last SIP test. The first that
 * holds is said: it is refused, it signed off, it ran out, it flaps, a test since its last change tells, it is
 * registered. Pure.
 */
public final class EndpointVerdict {

    /** A test says how an endpoint stands for so long, and until it registers anew from somewhere. */
    static final Duration TEST_HOLDS = Duration.ofMinutes(30);

    /** So many changes, none further than {@link #FLAP_GAP} from the next, are flapping. */
    static final int FLAPS = 4;

    static final Duration FLAP_GAP = Duration.ofMinutes(10);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant now;
    private final List<RegistrationEvent> history;

    private EndpointVerdict(Instant now, List<RegistrationEvent> history) {
        this.now = now;
        this.history = history;
    }

    /**
     * How an endpoint stands.
     *
     * @param state of its registration
     * @param expiresAt when that runs out; null for one that has no end
     * @param cause of a failure; null otherwise
     * @param history newest first
     * @param lastTest its last SIP test that has ended, if any
     */
    public static Reachability of(
            State state,
            Instant expiresAt,
            String cause,
            List<RegistrationEvent> history,
            Optional<EndpointTest> lastTest,
            Instant now) {
        return new EndpointVerdict(now, history).of(state, expiresAt, cause, lastTest);
    }

    private Reachability of(State state, Instant expiresAt, String cause, Optional<EndpointTest> lastTest) {
        boolean ranOut = expiresAt != null && !expiresAt.isAfter(now);
        return switch (state) {
            case FAILED -> Reachability.no(Code.NOT_REGISTERED, failing(cause));
            case REMOVED ->
                byOperator()
                        .or(() -> flapping().map(text -> text + "; signed off now"))
                        .map(text -> Reachability.no(Code.NOT_REGISTERED, text))
                        .orElseGet(() -> Reachability.no(Code.NOT_REGISTERED, "Signed off" + at(Event.REMOVED)));
            case EXPIRED -> Reachability.no(Code.EXPIRED, ranOut(expiresAt));
            case ACTIVE -> ranOut ? Reachability.no(Code.EXPIRED, ranOut(expiresAt)) : registered(expiresAt, lastTest);
        };
    }

    /** It did not sign off itself. */
    private Optional<String> byOperator() {
        return history.stream()
                .filter(event -> event.event() == Event.REMOVED)
                .findFirst()
                .filter(event -> event.cause() != null && event.cause().startsWith(RegistrationEvent.BY_OPERATOR))
                .map(event -> "Removed " + event.cause() + " at " + time(event.at()));
    }

    private Reachability registered(Instant expiresAt, Optional<EndpointTest> lastTest) {
        Optional<Reachability> tested = lastTest.filter(this::holds)
                .map(test -> new Reachability(
                        test.verdict().reachable(), test.verdict().code(), tested(test)));
        Reachability plain = tested.orElseGet(() -> Reachability.unknown(
                Code.REACHABLE,
                "Registered" + (expiresAt == null ? "" : " until " + time(expiresAt)) + "; no SIP test since"));
        return flapping()
                .map(text -> new Reachability(plain.reachable(), plain.code(), text + ". " + plain.text()))
                .orElse(plain);
    }

    private boolean holds(EndpointTest test) {
        return test.verdict() != null
                && test.startedAt().plus(TEST_HOLDS).isAfter(now)
                && history.stream()
                        .filter(event -> event.event() == Event.REGISTERED || event.event() == Event.MOVED)
                        .noneMatch(event -> event.at().isAfter(test.startedAt()));
    }

    private String tested(EndpointTest test) {
        String when = " at " + time(test.startedAt());
        return switch (test.verdict().code()) {
            case REACHABLE -> "Reachable: it answered" + when;
            case SILENT -> "Registered but silent: nothing came back" + when;
            case REFUSED ->
                "Registered, but it refused calls" + when
                        + (test.options() == null || test.options().lastStatus() == null
                                ? ""
                                : " with " + test.options().lastStatus());
            case MOVED -> "Registered here, but it was somewhere else" + when;
            case EXPIRED, NOT_REGISTERED -> "Registered; it was not" + when;
        };
    }

    /** The refusals in a row that lead to now; there may be more, for the history tells the same one once a minute. */
    private String failing(String cause) {
        List<RegistrationEvent> failures = history.stream()
                .takeWhile(event -> event.event() == Event.FAILED)
                .toList();
        String why = words(cause);
        return failures.isEmpty()
                ? why
                : why + " since " + time(failures.getLast().at()) + ": at least "
                        + (failures.size() == 1 ? "1 attempt" : failures.size() + " attempts");
    }

    private static String words(String cause) {
        String status = cause == null ? "" : cause.split(" ", 2)[0];
        return switch (status) {
            case "401", "403", "407" -> "Wrong password";
            case "404" -> "Unknown to the registrar";
            case "" -> "Refused";
            default -> "Refused by the registrar with " + cause;
        };
    }

    /** Changes of what a call needs: it came, went, ran out or moved; refreshes are none. */
    private Optional<String> flapping() {
        Instant oldest = now;
        int changes = 0;
        for (RegistrationEvent event : history) {
            boolean change = event.event() != Event.REFRESHED && event.event() != Event.FAILED;
            if (change && event.at().plus(FLAP_GAP).isBefore(oldest)) {
                break;
            }
            if (change) {
                oldest = event.at();
                changes++;
            }
        }
        return changes < FLAPS
                ? Optional.empty()
                : Optional.of("Flapping since " + time(oldest) + ": it came and went " + changes + " times");
    }

    private String ranOut(Instant expiresAt) {
        String when = expiresAt == null ? "" : " at " + time(expiresAt);
        return flapping().map(text -> text + "; ran out" + when).orElse("Ran out" + when + " and was not made anew");
    }

    private String at(Event event) {
        return history.stream()
                .filter(each -> each.event() == event)
                .findFirst()
                .map(each -> " at " + time(each.at()))
                .orElse("");
    }

    private String time(Instant time) {
        return (Duration.between(time, now).abs().toHours() < 20 ? MINUTE : DAY).format(time) + " UTC";
    }
}
