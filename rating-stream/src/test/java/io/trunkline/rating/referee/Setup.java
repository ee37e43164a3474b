package io.trunkline.rating.referee;

import io.trunkline.protocol.event.Outcome;
import io.trunkline.rating.referee.Packet.Role;
import io.trunkline.rating.referee.Plan.Detour;
import io.trunkline.rating.referee.Plan.End;
import io.trunkline.rating.referee.Plan.Forks;
import io.trunkline.rating.referee.Plan.Ringing;
import io.trunkline.rating.referee.Plan.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays a call from its first INVITE until it is answered or has failed. */
final class Setup {

    private static final Hop TO_SERVER = new Hop(Wire.PLATFORM, Cast.SERVER, Hop.Side.CALLEE);
    private static final Hop FROM_SERVER = new Hop(Cast.SERVER, Wire.PLATFORM, Hop.Side.CALLEE);
    private static final long A_WHILE = 300;

    /**
     * What came of it.
     *
     * @param dialogs that were answered, the caller's first; empty when it failed
     * @param atMicros when the caller knows
     */
    record Result(List<Dialog> dialogs, long atMicros) {}

    private final Plan plan;
    private final Wire wire;
    private final Random chance;
    private final Leg leg;
    private final Leg inner;
    private final int call;
    private String number;

    Setup(Plan plan, Wire wire, Random chance, int call) {
        this.plan = plan;
        this.wire = wire;
        this.chance = chance;
        this.call = call;
        String callId = "call-" + Long.toHexString(plan.seed()) + "@caller";
        var first = new Hop(plan.start().admission().address(), Wire.PLATFORM, Hop.Side.CALLER);
        var hops = plan.start().route() == Route.SPIRAL ? List.of(first, TO_SERVER, FROM_SERVER) : List.of(first);
        String from = plan.start().admission().from();
        leg = new Leg(wire, 2 * call, callId, "caller" + call, from, hops, call == 0 ? chance.nextInt(50) : 0);
        String innerId = plan.start().route() == Route.B2BUA_KEPT ? callId : "leg-" + callId;
        var last = List.of(device(0));
        inner = new Leg(wire, 2 * call + 1, innerId, "b2bua" + call, from, last, chance.nextInt(50));
        boolean redirected = plan.start().detours().contains(Detour.REDIRECTED);
        number = redirected ? Cast.NUMBER_BEFORE_REDIRECTION : Cast.NUMBER;
    }

    private static Hop device(int fork) {
        return new Hop(Wire.PLATFORM, Cast.callee(fork), Hop.Side.CALLEE);
    }

    /** What must come of it, the legs that the platform makes included. */
    List<Truth.Call> truth() {
        var calls = new ArrayList<Truth.Call>();
        boolean hungUp = plan.talk().hangUp() != Plan.HangUp.NEVER;
        String account = plan.start().admission().account();
        calls.add(new Truth.Call(2 * call, leg.callId(), leg.fromTag(), false, outcome(), account, number, hungUp));
        if (plan.start().route().isB2bua()) {
            calls.add(new Truth.Call(
                    2 * call + 1, inner.callId(), inner.fromTag(), true, outcome(), account, number, hungUp));
        }
        return calls;
    }

    private Outcome outcome() {
        return switch (plan.start().end()) {
            case ANSWERED, ANSWERED_AND_CANCELLED, ANSWERED_TWICE, ANSWERED_ANEW -> Outcome.ANSWERED;
            case BUSY -> Outcome.BUSY;
            case UNAVAILABLE, TIMED_OUT -> Outcome.NO_ANSWER;
            case TRUNK_FAILED -> Outcome.FAILED;
            case CANCELLED -> Outcome.CANCELLED;
            case DECLINED, NOT_FOUND, NO_FUNDS, FORBIDDEN, CHALLENGE_LEFT -> Outcome.REJECTED;
        };
    }

    Result play(long at) {
        long now = at;
        for (int status : plan.start().admission().challenges()) {
            Sent sent = leg.toPlatform(leg.invite(number, sessionLines()), Role.INVITE, now);
            now = leg.refuse(sent, status, Role.OTHER, later(sent.arrivedAtMicros())) + wire.between(2, 60);
        }
        for (Detour detour : plan.start().detours()) {
            now = detour(detour, now) + wire.between(2, 60);
        }
        List<String> lines = new ArrayList<>(sessionLines());
        if (plan.start().end() != End.CHALLENGE_LEFT) {
            lines.addAll(plan.start().admission().credentials());
        }
        Sent sent = leg.toPlatform(leg.invite(number, lines), Role.LAST_INVITE, now);
        if (plan.start().end().isByPlatform()) {
            return failed(leg.refuse(sent, status(), Role.FAILURE, later(sent.arrivedAtMicros())));
        }
        return atForks(leg.toFork(sent, Role.LAST_INVITE));
    }

    private long detour(Detour detour, long at) {
        Sent sent = leg.toPlatform(leg.invite(number, plan.start().admission().credentials()), Role.INVITE, at);
        return switch (detour) {
            case REDIRECTED -> {
                number = Cast.NUMBER;
                yield leg.refuse(sent, 302, Role.OTHER, later(sent.arrivedAtMicros()));
            }
            case INTERVAL_TOO_SMALL -> {
                Branch branch = branch(leg.toFork(sent, Role.INVITE), 0, Role.INVITE);
                yield branch.failsAllTheWay(422, Role.OTHER, later(branch.arrivedAt()));
            }
        };
    }

    private List<String> sessionLines() {
        long seconds = plan.talk().sessionSeconds();
        return seconds == 0 ? List.of() : List.of("Session-Expires: " + seconds + ";refresher=uac");
    }

    private Branch branch(Sent atFork, int fork, Role role) {
        String tag = "callee" + call + "f" + fork;
        if (!plan.start().route().isB2bua()) {
            return new Branch(wire, Branch.steps(leg, leg.toDevice(atFork, device(fork), role), tag));
        }
        Sip invite = inner.invite(number, sessionLines());
        Sent sent = wire.send(invite, device(0), true, inner.mark(role), later(atFork.arrivedAtMicros()));
        var steps = new ArrayList<>(Branch.steps(inner, sent, tag));
        steps.addAll(Branch.steps(leg, atFork, "b2bua-" + tag));
        return new Branch(wire, steps);
    }

    private Result atForks(Sent atFork) {
        Branch first = branch(atFork, 0, Role.LAST_INVITE);
        if (plan.start().route().isB2bua() || plan.start().forks() == Forks.ONE) {
            return ends(first, List.of(), rings(first, first.arrivedAt()));
        }
        if (plan.start().forks() == Forks.SERIAL) {
            long now = rings(first, first.arrivedAt());
            long over =
                    chance.nextBoolean() ? first.failsHere(486, now) : first.failsHere(487, first.isCancelledHere(now));
            Branch second =
                    branch(new Sent(atFork.sip(), atFork.hop(), true, atFork.previous(), over), 1, Role.LAST_INVITE);
            return ends(second, List.of(), rings(second, second.arrivedAt()));
        }
        Branch second = branch(atFork, 1, Role.LAST_INVITE);
        long now = Math.max(rings(first, first.arrivedAt()), rings(second, second.arrivedAt()));
        if (plan.start().ringing() == Ringing.EARLY_BYE) {
            now = earlyBye(second, now) + wire.between(100, 60_000);
            return ends(first, List.of(), now);
        }
        return ends(first, List.of(second), now);
    }

    /** Rings for a while, and gives when it stops. */
    private long rings(Branch branch, long at) {
        long now = at + wire.between(20, 500);
        if (plan.start().ringing() != Ringing.SILENT) {
            now = branch.rings(plan.start().ringing() == Ringing.RELIABLE ? 183 : 180, "", reliable(), now);
        }
        if (plan.start().ringing() == Ringing.RELIABLE && !plan.start().route().isB2bua()) {
            new Talking(plan, wire, branch.dialogs("")).acknowledgesProvisional(now);
        }
        if (plan.start().ringing() == Ringing.MANY_DIALOGS) {
            for (int i = 0; i < 4; i++) {
                branch.rings(180, "d" + i, List.of(), now + wire.between(1, 2_000));
            }
        }
        return now + wire.between(100, 40_000);
    }

    private List<String> reliable() {
        return plan.start().ringing() == Ringing.RELIABLE ? List.of("Require: 100rel", "RSeq: 7001") : List.of();
    }

    private long earlyBye(Branch branch, long at) {
        new Talking(plan, wire, branch.dialogs("")).endsBesides(at);
        return branch.failsHere(487, at + A_WHILE * 1_000);
    }

    private Result ends(Branch winner, List<Branch> others, long at) {
        return switch (plan.start().end()) {
            case ANSWERED, ANSWERED_TWICE, ANSWERED_ANEW -> answered(winner, others, at);
            case ANSWERED_AND_CANCELLED -> {
                winner.isCancelledByCaller(at);
                yield answered(winner, others, at);
            }
            case CANCELLED -> {
                long now = winner.isCancelledByCaller(at);
                others.forEach(other -> other.failsHere(487, other.isCancelledHere(at)));
                yield failed(winner.failsAllTheWay(487, Role.FAILURE, later(now)));
            }
            case TIMED_OUT -> {
                others.forEach(other -> other.failsHere(487, other.isCancelledHere(at)));
                long now = winner.failsHere(487, winner.isCancelledHere(at));
                yield failed(winner.failsUpwards(408, Role.FAILURE, now));
            }
            case BUSY, DECLINED, UNAVAILABLE, TRUNK_FAILED, NOT_FOUND, NO_FUNDS, FORBIDDEN, CHALLENGE_LEFT -> {
                others.forEach(other -> other.failsHere(status(), at));
                yield failed(winner.failsAllTheWay(status(), Role.FAILURE, at + wire.between(5, 50)));
            }
        };
    }

    private Result answered(Branch winner, List<Branch> others, long at) {
        long now = winner.answers(sessionLines(), Role.ANSWER, at);
        long known = now;
        Branch kept = winner;
        for (Branch other : others) {
            long cancelled = other.isCancelledHere(now);
            if (plan.start().end().isByTwo()) {
                long answered = other.answers(sessionLines(), Role.OTHER_ANSWER, now + wire.between(50, 300));
                if (plan.start().end() == End.ANSWERED_ANEW) {
                    kept = other;
                    known = answered;
                }
                Branch left = kept.equals(winner) ? other : winner;
                new Talking(plan, wire, left.dialogs("")).acknowledgesAndEndsBesides(answered);
            } else {
                other.failsHere(487, cancelled);
            }
        }
        return new Result(kept.dialogs(""), known);
    }

    private static Result failed(long at) {
        return new Result(List.of(), at);
    }

    private long later(long at) {
        return at + wire.between(1, 200);
    }

    private int status() {
        return switch (plan.start().end()) {
            case BUSY -> 486;
            case DECLINED -> 603;
            case UNAVAILABLE -> 480;
            case TRUNK_FAILED -> 503;
            case NOT_FOUND -> 404;
            case NO_FUNDS -> 402;
            case FORBIDDEN -> 403;
            case CHALLENGE_LEFT -> 407;
            case TIMED_OUT -> 408;
            case CANCELLED -> 487;
            case ANSWERED, ANSWERED_AND_CANCELLED, ANSWERED_TWICE, ANSWERED_ANEW -> 200;
        };
    }
}
