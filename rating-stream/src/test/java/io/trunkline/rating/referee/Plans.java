package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Disturbance.Sides;
import io.trunkline.rating.referee.Disturbance.Skews;
import io.trunkline.rating.referee.Plan.Detour;
import io.trunkline.rating.referee.Plan.End;
import io.trunkline.rating.referee.Plan.Forks;
import io.trunkline.rating.referee.Plan.HangUp;
import io.trunkline.rating.referee.Plan.Ringing;
import io.trunkline.rating.referee.Plan.Route;
import io.trunkline.rating.referee.Plan.Start;
import io.trunkline.rating.referee.Plan.Talk;
import io.trunkline.rating.referee.Plan.Within;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What is played: each choice becomes its first, plainest one when a failure is made smaller. */
final class Plans {

    private static final int MOST_MOVES = 3;
    private static final int HOUR_SECONDS = 3_600;

    private Plans() {}

    /** Calls of which every packet comes, and nobody lies. */
    static Arbitrary<Plan> honest() {
        return plans(Arbitraries.just(List.of()), Arbitraries.just(Disturbance.NONE));
    }

    /** Calls with an adversary; every packet comes. */
    static Arbitrary<Plan> attacked() {
        return plans(moves(), Arbitraries.just(Disturbance.NONE));
    }

    /** Calls of which packets are lost, doubled and late, or only one side is seen. */
    static Arbitrary<Plan> disturbed() {
        return plans(Arbitraries.just(List.of()), disturbances(Arbitraries.just(new Skews(0, 0))));
    }

    /** Calls that are seen by two agents whose clocks differ. */
    static Arbitrary<Plan> skewed() {
        var seconds = Arbitraries.of(0L, 2L, -2L, (long) HOUR_SECONDS, (long) -HOUR_SECONDS);
        var skews = Combinators.combine(seconds, seconds).as(Skews::new).filter(each -> !each.areNone());
        return plans(
                Arbitraries.just(List.of()),
                skews.map(each -> new Disturbance(List.of(), List.of(), 50, each, Sides.BOTH)));
    }

    /** Everything at once. */
    static Arbitrary<Plan> attackedAndDisturbed() {
        return plans(moves(), disturbances(Arbitraries.just(new Skews(0, 0))));
    }

    private static Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.of(Move.Kind.class),
                        Arbitraries.integers().between(-5, 105),
                        Arbitraries.integers().between(0, Adversary.FORMS - 1))
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(MOST_MOVES);
    }

    private static Arbitrary<Disturbance> disturbances(Arbitrary<Skews> skews) {
        var some = Arbitraries.integers().between(0, 999).list().ofMaxSize(3);
        return Combinators.combine(some, some, Arbitraries.of(0, 0, 50, 400), skews, Arbitraries.of(Sides.class))
                .as(Disturbance::new);
    }

    private static Arbitrary<Talk> talks() {
        return Combinators.combine(
                        Arbitraries.of(20L, 0L, 3L, 75L, 600L, 2_400L),
                        Arbitraries.of(0L, 0L, 90L, 600L, 1_800L),
                        Arbitraries.of(Within.class).list().ofMaxSize(4),
                        Arbitraries.of(HangUp.class))
                .as(Talk::new);
    }

    private static Arbitrary<Start> starts() {
        return Combinators.combine(
                        Arbitraries.of(Route.PROXY, Route.PROXY, Route.SPIRAL, Route.B2BUA_KEPT, Route.B2BUA_OTHER),
                        Arbitraries.of(Admission.class),
                        Arbitraries.of(Detour.class).list().uniqueElements().ofMaxSize(2),
                        Arbitraries.of(Forks.class),
                        Arbitraries.of(Ringing.class),
                        ends())
                .as((route, admission, detours, forks, ringing, end) ->
                        possible(new Start(route, admission, detours, forks, ringing, end)));
    }

    private static Arbitrary<Plan> plans(Arbitrary<List<Move>> moves, Arbitrary<Disturbance> disturbances) {
        return Combinators.combine(
                        starts(),
                        talks(),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of(false, true),
                        Arbitraries.of(0, 0, 10),
                        moves,
                        disturbances,
                        Arbitraries.longs().between(0, 1L << 40))
                .as((start, talk, again, networks, loss, attack, fate, seed) -> new Plan(
                        start, talk, again, networks || start.route() == Route.B2BUA_OTHER, loss, attack, fate, seed));
    }

    /** Most calls are answered: there is the money. */
    private static Arbitrary<End> ends() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                End.ANSWERED, End.ANSWERED_AND_CANCELLED, End.ANSWERED_TWICE, End.ANSWERED_ANEW)),
                Tuple.of(1, Arbitraries.of(End.class)));
    }

    /** What needs two forks is left out where there is one. */
    private static Start possible(Start start) {
        boolean twoForks = start.forks() == Forks.PARALLEL && !start.route().isB2bua();
        boolean earlyBye = start.ringing() == Ringing.EARLY_BYE && twoForks;
        Ringing ringing = start.ringing() == Ringing.EARLY_BYE && !earlyBye ? Ringing.RINGS : start.ringing();
        boolean byTwo = start.end().isByTwo() && twoForks && !earlyBye;
        End end = start.end().isByTwo() && !byTwo ? End.ANSWERED : start.end();
        return start.with(start.forks(), ringing).with(end);
    }
}
