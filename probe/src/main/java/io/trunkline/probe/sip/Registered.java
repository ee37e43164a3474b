package io.trunkline.probe.sip;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.TestCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/** The first step: is the endpoint registered at all, until when, and has its user another binding that is newer. */
final class Registered {

    private static final String STEP = "registration";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Registered() {}

    /** The newest other binding of the same address of record that was made later. */
    static Optional<Registration> newer(TestCommand.Start start) {
        return start.others().stream()
                .filter(other -> !other.id().equals(start.registration().id()))
                .filter(other -> other.state() == State.ACTIVE)
                .filter(other ->
                        other.registeredAt().isAfter(start.registration().registeredAt()))
                .max(Comparator.comparing(Registration::registeredAt));
    }

    /** Looks, and gives the verdict when there is nobody to whom anything could be sent. */
    static Optional<Reachability> check(
            Registration registration, Optional<Registration> newer, Instant now, Progress progress) {
        State state = registration.state();
        boolean ranOut = state == State.EXPIRED
                || (state == State.ACTIVE
                        && registration.expiresAt() != null
                        && !registration.expiresAt().isAfter(now));
        if (state == State.ACTIVE && !ranOut) {
            progress.step(STEP, Result.OK, active(registration, now));
            return Optional.empty();
        }
        Reachability found = ranOut
                ? Reachability.no(
                        Code.EXPIRED,
                        "Its registration ran out at " + at(registration.expiresAt())
                                + " and was not made anew: the telephone " + "is switched off or has lost its network")
                : Reachability.no(Code.NOT_REGISTERED, notRegistered(registration));
        progress.step(STEP, Result.FAIL, found.text());
        return Optional.of(elsewhere(newer).orElse(found));
    }

    private static String active(Registration registration, Instant now) {
        String since = "Registered since " + at(registration.registeredAt());
        return registration.expiresAt() == null
                ? since
                : since + ", until " + at(registration.expiresAt()) + " ("
                        + left(Duration.between(now, registration.expiresAt())) + " left)";
    }

    private static String notRegistered(Registration registration) {
        return registration.state() == State.FAILED
                ? "It is not registered: the registrar refuses it with " + registration.cause()
                        + ". Check user name and password in the telephone"
                : "It is not registered: it signed off, or was removed. Let the customer restart the telephone";
    }

    /** The verdict on one that answers nothing here, when its user is registered elsewhere since. */
    static Optional<Reachability> elsewhere(Optional<Registration> newer) {
        return newer.map(other -> Reachability.no(
                Code.MOVED,
                "It is somewhere else: " + other.aor() + " registered from "
                        + (other.receivedFrom() == null ? other.contact() : other.receivedFrom()) + " at "
                        + at(other.registeredAt()) + ". Test that registration"));
    }

    private static String at(Instant time) {
        return time == null ? "an unknown time" : TIME.format(time);
    }

    private static String left(Duration duration) {
        return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
