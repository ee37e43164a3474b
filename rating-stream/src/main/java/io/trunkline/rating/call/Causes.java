package io.trunkline.rating.call;

import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cause.By;
import io.trunkline.protocol.event.Cause.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Puts into words why a call ended. */
final class Causes {

    private Causes() {}

    /**
     * What is known of a call that failed.
     *
     * @param setup who called whom
     * @param rang whether anybody rang
     * @param wentOn whether the platform sent its INVITE on
     */
    record Failed(CallSetup setup, boolean rang, boolean wentOn) {

        /** What never left the platform is the platform's. */
        boolean isBeyond() {
            return rang || wentOn;
        }

        String after(Instant at) {
            return " after " + seconds(setup.startedAt(), at) + " s";
        }
    }

    /** A final failure to the caller. */
    static Cause failure(Failed call, int status, int q850, Instant at) {
        String reason = Q850.behind(q850);
        boolean beyond = call.isBeyond();
        return switch (status) {
            case 486, 600 -> new Cause(Code.BUSY, "the called side was busy" + reason, By.CALLEE, at);
            case 603, 607, 608 -> new Cause(Code.DECLINED, "the called side declined" + reason, By.CALLEE, at);
            case 487 -> cancelled(call, at);
            case 480, 410, 430 ->
                beyond
                        ? new Cause(
                                Code.UNREACHABLE,
                                "the called side could not be reached (" + status + ")" + call.after(at) + reason,
                                By.CALLEE,
                                at)
                        : refused(Code.UNREACHABLE, "the called side is not there", status, reason, at);
            case 404, 484, 604 ->
                beyond
                        ? new Cause(
                                Code.NOT_FOUND,
                                "the number " + call.setup().to() + " was not found (" + status + ")" + reason,
                                By.CALLEE,
                                at)
                        : refused(
                                Code.NOT_FOUND,
                                "the number " + call.setup().to() + " is not known",
                                status,
                                reason,
                                at);
            case 401, 403, 407 ->
                beyond
                        ? new Cause(Code.FORBIDDEN, "the called side refused (" + status + ")" + reason, By.CALLEE, at)
                        : refused(
                                Code.FORBIDDEN,
                                status == 403 ? "forbidden" : "no credentials came",
                                status,
                                reason,
                                at);
            case 402 -> suspended(call, reason, at);
            case 408 -> timedOut(call, reason, at);
            default -> {
                if (status / 100 == 5) {
                    yield beyond
                            ? new Cause(
                                    Code.TRUNK_FAILURE,
                                    "the trunk answered " + status + call.after(at) + reason,
                                    By.TRUNK,
                                    at)
                            : new Cause(
                                    Code.PLATFORM_FAILURE,
                                    "the platform failed (" + status + ")" + reason,
                                    By.PLATFORM,
                                    at);
                }
                yield beyond
                        ? new Cause(Code.OTHER, "the called side answered " + status + reason, By.CALLEE, at)
                        : refused(Code.OTHER, "refused", status, reason, at);
            }
        };
    }

    private static Cause refused(Code code, String why, int status, String reason, Instant at) {
        return new Cause(code, "refused by the platform: " + why + " (" + status + ")" + reason, By.PLATFORM, at);
    }

    /** RFC 3261, 21.4.3: 402 is for money. */
    private static Cause suspended(Failed call, String reason, Instant at) {
        String account = call.setup().accountId();
        if (call.wentOn() || account == null) {
            return call.isBeyond()
                    ? new Cause(Code.TRUNK_FAILURE, "the trunk wants to be paid (402)" + reason, By.TRUNK, at)
                    : refused(Code.OTHER, "payment required", 402, reason, at);
        }
        return new Cause(
                Code.SUSPENDED,
                "refused by the platform: the account " + account + " cannot pay this call (402)" + reason,
                By.PLATFORM,
                at);
    }

    private static Cause timedOut(Failed call, String reason, Instant at) {
        if (call.rang()) {
            return new Cause(Code.NO_ANSWER, "no answer" + call.after(at) + reason, By.CALLEE, at);
        }
        return call.wentOn()
                ? new Cause(Code.TRUNK_FAILURE, "the trunk did not answer (408)" + reason, By.TRUNK, at)
                : new Cause(Code.PLATFORM_FAILURE, "the platform gave up (408)" + reason, By.PLATFORM, at);
    }

    /** The caller gave up: CANCEL, 487 or an early BYE. */
    static Cause cancelled(Failed call, Instant at) {
        return new Cause(Code.CANCELLED, "the caller gave up" + call.after(at), By.CALLER, at);
    }

    /** No final response was seen. */
    static Cause unanswered(Failed call, Instant at) {
        if (call.rang()) {
            return new Cause(Code.NO_ANSWER, "no answer" + call.after(at), By.CALLEE, at);
        }
        return call.wentOn()
                ? new Cause(Code.TRUNK_FAILURE, "the trunk did not answer", By.TRUNK, at)
                : new Cause(Code.PLATFORM_FAILURE, "the platform did not answer", By.PLATFORM, at);
    }

    /** A BYE. */
    static Cause hungUp(By by, int q850, Instant at) {
        String who =
                switch (by) {
                    case CALLER -> "the caller hung up";
                    case CALLEE -> "the called side hung up";
                    case PLATFORM -> "the platform ended the call";
                    case TRUNK -> "the trunk ended the call";
                };
        boolean telling = q850 > 0 && q850 != 16;
        return new Cause(Code.NORMAL, who + (telling ? Q850.behind(q850) : ""), by, at);
    }

    /** No BYE. */
    static Cause noBye(Instant lastSignAt) {
        return new Cause(Code.NO_BYE, "no BYE was seen: this was the last sign of life", By.PLATFORM, lastSignAt);
    }

    /** A BYE that an operator had the switch send. */
    static Cause endedByOperator(EndAsked asked, Instant at) {
        return new Cause(
                Code.ENDED_BY_OPERATOR,
                "ended by operator " + asked.by() + " at " + clock(asked.at()),
                By.PLATFORM,
                at);
    }

    /** Nobody knew whether it was up, and an operator had it closed. */
    static Cause closed(EndAsked asked, Instant knownUntil) {
        return new Cause(
                Code.NO_BYE,
                "no BYE was seen: closed by operator " + asked.by() + " at " + clock(asked.at())
                        + ", and this was the last moment at which the call was known to be up",
                By.PLATFORM,
                knownUntil);
    }

    /** In UTC, as all times of a record. */
    private static String clock(Instant at) {
        return LocalTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    /** It is over, and when it ended nobody saw. */
    static Cause lostInGap(Instant knownUntil) {
        return new Cause(
                Code.NO_BYE,
                "no BYE was seen: the capture has a gap, and this was the last moment at which the call was known to be up",
                By.PLATFORM,
                knownUntil);
    }

    /** It rang, and is over, and how it ended nobody saw. */
    static Cause lostWhileRinging(Instant knownUntil) {
        return new Cause(
                Code.OTHER,
                "how it ended was not seen: the capture has a gap, and until then it was not answered",
                By.PLATFORM,
                knownUntil);
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
