package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Mark;
import io.trunkline.rating.referee.Packet.Role;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Plays moves beside a call: each is one that the caller, or the called side, could send alone, from its own address,
 * with what it has seen by then. The platform does with it what RFC 3261 says: it refuses or drops it.
 */
final class Adversary {

    /** So many choices of a {@link Move} give each of its forms together with each other. */
    static final int FORMS = 84;

    /** Some servers say nothing to what they do not like. */
    private static final int NOTHING = 0;

    private static final List<Integer> REFUSALS = List.of(407, 404, 403, 482, 503, 402, NOTHING);
    private static final List<Integer> FAILURES = List.of(486, 404, 487, 503, 603, 302, 407, 480);
    private static final List<Integer> BYE_REFUSALS = List.of(403, 483, 407, 500);
    private static final Mark FORGED = new Mark(0, Role.FORGED);

    private final Plan plan;
    private final Wire wire;
    private final Random chance;
    private final List<Packet> seen;

    Adversary(Plan plan, Wire wire, Random chance) {
        this.plan = plan;
        this.wire = wire;
        this.chance = chance;
        this.seen = List.copyOf(wire.packets());
    }

    void plays() {
        long from = seen.stream().mapToLong(Packet::atMicros).min().orElseThrow();
        long until = seen.stream().mapToLong(Packet::atMicros).max().orElseThrow();
        for (Move move : plan.moves()) {
            plays(move, from + (until - from) * move.percent() / 100);
        }
    }

    private void plays(Move move, long at) {
        Sip invite = callersInvite();
        switch (move.kind()) {
            case DECOY_IN_ANOTHERS_NAME -> decoy(plain(invite, move).withFrom(victim()), move, at);
            case DECOY_WITH_ANOTHERS_CREDENTIALS ->
                decoy(plain(invite, move).withMore(Cast.proxyCredentials(Cast.VICTIM_USER)), move, at);
            case DECOY_WITH_ASSERTED_IDENTITY ->
                decoy(plain(invite, move).withMore(List.of("P-Asserted-Identity: <" + victim() + ">")), move, at);
            case DECOY_TO_ANOTHER_NUMBER ->
                decoy(invite.withUri(Cast.uri("31100")).withMaxForwards(255), move, at);
            case DECOY_OF_ANOTHER_TAG ->
                decoy(plain(invite, move).withFrom(victim()).withTags("decoy" + move.choice(), null), move, at);
            case STRAY_FAILURE ->
                drop(invite.response(pick(FAILURES, move), calleeTag(at).orElse("x"), List.of()), at);
            case STRAY_ANSWER_OF_ANOTHER_BRANCH ->
                drop(
                        invite.response(200, "stray", List.of("Session-Expires: 1"))
                                .withTags("nobody", "stray")
                                .withVias(List.of(wire.via(callersAddress()))),
                        at);
            case STRAY_ANSWER_OF_OWN_BRANCH ->
                drop(invite.response(200, calleeTag(at).orElse("stray"), List.of("Session-Expires: 1")), at);
            case STRAY_ANSWER_TO_BYE ->
                calleeTag(at).ifPresent(tag -> drop(within("BYE", invite, tag).response(200, tag, List.of()), at));
            case BYE_OF_ANOTHER_TAG -> refused(within("BYE", invite, "wrong" + move.choice()), 481, at);
            case BYE_REFUSED_AND_SELF_ANSWERED -> refusedBye(invite, move, at);
            case CANCEL_OF_ANOTHER_BRANCH ->
                refused(fresh(invite, callersAddress()).as("CANCEL", null), 481, at);
            case RE_INVITE_IN_ANOTHERS_NAME ->
                calleeTag(at)
                        .ifPresent(tag -> refused(
                                within("INVITE", invite, tag).withFrom(victim()),
                                pick(List.of(407, 403, 488), move),
                                at));
            case UPDATE_TO_A_SHORT_SESSION -> calleeTag(at).ifPresent(tag -> shortSession(invite, tag, at));
            case CALLEES_FAILURE_ON_CALLERS_BRANCH ->
                ofCallee(at)
                        .filter(Adversary::bearsCallersVia)
                        .ifPresent(known -> dropCallees(
                                known.response(pick(FAILURES, move), "callee0f0", List.of())
                                        .withVias(lastVia(known)),
                                at));
            case CALLEES_ANSWER_ON_CALLERS_BRANCH ->
                ofCallee(at)
                        .filter(Adversary::bearsCallersVia)
                        .ifPresent(known -> dropCallees(
                                known.response(200, "forged", List.of("Session-Expires: 1"))
                                        .withVias(lastVia(known)),
                                at));
            case CALLEES_LATE_FAILURE ->
                ofCallee(at)
                        .filter(known -> isAnswered(at))
                        .ifPresent(
                                known -> dropCallees(known.response(pick(FAILURES, move), "callee0f0", List.of()), at));
            case CALLEES_BYE_OF_ANOTHER_TAG ->
                ofCallee(at)
                        .ifPresent(known -> refusedCallees(
                                fresh(known, Cast.callee(0))
                                        .as("BYE", known.fromTag())
                                        .withTags("wrong", known.fromTag()),
                                481,
                                at));
            case CALLEES_DECOY_IN_ANOTHERS_NAME ->
                ofCallee(at)
                        .ifPresent(known -> refusedCallees(
                                fresh(known, Cast.callee(0))
                                        .withFrom(victim())
                                        .withMaxForwards(255)
                                        .withMore(List.of()),
                                pick(REFUSALS, move),
                                at));
            case CALLEES_CANCEL ->
                ofCallee(at)
                        .ifPresent(known ->
                                refusedCallees(fresh(known, Cast.callee(0)).as("CANCEL", null), 481, at));
        }
    }

    private static String victim() {
        return "sip:" + Cast.VICTIM_USER + "@trunkline.test";
    }

    private static <T> T pick(List<T> forms, Move move) {
        return forms.get(move.choice() % forms.size());
    }

    private String callersAddress() {
        return plan.start().admission().address();
    }

    private Hop callersHop() {
        return new Hop(callersAddress(), Wire.PLATFORM, Hop.Side.CALLER);
    }

    private static Hop calleesHop() {
        return new Hop(Wire.PLATFORM, Cast.callee(0), Hop.Side.CALLEE);
    }

    /** The INVITE that counts, which its caller knows before he sends it. */
    private Sip callersInvite() {
        return seen.stream()
                .filter(packet ->
                        packet.is(0, Role.LAST_INVITE) && packet.source().equals(callersAddress()))
                .findFirst()
                .orElseThrow()
                .sip();
    }

    /** What the called side has got of it by then. */
    private Optional<Sip> ofCallee(long at) {
        return seen.stream()
                .filter(packet -> packet.atMicros() <= at - 40_000)
                .filter(packet -> packet.mark().role() == Role.LAST_INVITE
                        && packet.target().equals(Cast.callee(0)))
                .map(Packet::sip)
                .findFirst();
    }

    /** The called side's tag, when the caller has heard it by then. */
    private Optional<String> calleeTag(long at) {
        return seen.stream()
                .filter(packet ->
                        packet.atMicros() <= at - 40_000 && packet.mark().call() == 0)
                .filter(packet -> packet.target().equals(callersAddress()))
                .filter(packet -> packet.sip().status() > 100 && packet.sip().status() < 300)
                .map(packet -> packet.sip().toTag())
                .reduce((first, last) -> last);
    }

    private boolean isAnswered(long at) {
        return seen.stream().anyMatch(packet -> packet.is(0, Role.ANSWER) && packet.atMicros() <= at - 40_000);
    }

    /** The same Call-ID and From tag; CSeq the same, the next, or far ahead; no credentials. */
    private Sip plain(Sip invite, Move move) {
        return invite.withMore(List.of())
                .withCseq(invite.cseq() + pick(List.of(0L, 1L, 5_000L), move))
                .withMaxForwards(pick(List.of(255, 70), move));
    }

    private Sip fresh(Sip request, String address) {
        return request.withVias(List.of(wire.via(address)));
    }

    private Sip within(String method, Sip invite, String tag) {
        Sip base = fresh(invite, callersAddress()).as(method, tag);
        return base.withCseq(invite.cseq() + 3_000).withTags(invite.fromTag(), tag);
    }

    /** Behind a back-to-back user agent it does not. */
    private static boolean bearsCallersVia(Sip sip) {
        return sip.vias().size() > 1;
    }

    private static List<String> lastVia(Sip sip) {
        return List.of(sip.vias().getLast());
    }

    private void decoy(Sip decoy, Move move, long at) {
        refused(fresh(decoy, callersAddress()), pick(REFUSALS, move), at);
    }

    private void refused(Sip request, int status, long at) {
        refused(request, status, callersHop(), true, FORGED, FORGED, at);
    }

    private void refusedCallees(Sip request, int status, long at) {
        refused(request, status, calleesHop(), false, FORGED, FORGED, at);
    }

    private void refused(Sip request, int status, Hop hop, boolean outwards, Mark asked, Mark said, long at) {
        long there = wire.pass(request, hop, outwards, asked, at);
        if (status == NOTHING) {
            return;
        }
        String tag = request.toTag() == null ? "refusal" + chance.nextInt(1_000) : request.toTag();
        long back = wire.pass(
                request.response(status, tag, Cast.challenge(status)),
                hop,
                !outwards,
                said,
                there + wire.between(1, 30));
        if (request.isInvite()) {
            wire.pass(request.as("ACK", tag), hop, outwards, asked, back);
        }
    }

    /** A response from the caller's own address: the platform knows no such transaction, and drops it. */
    private void drop(Sip response, long at) {
        wire.pass(response, callersHop(), true, FORGED, at);
    }

    private void dropCallees(Sip response, long at) {
        wire.pass(response, calleesHop(), false, FORGED, at);
    }

    /** Of a dialog that the caller knows of: the 2xx may have passed the platform and not have reached him. */
    private void refusedBye(Sip invite, Move move, long at) {
        calleeTag(at).filter(tag -> isAnswered(at)).ifPresent(tag -> {
            Sip bye = within("BYE", invite, tag);
            drop(bye.response(200, tag, List.of()), at + 1_000);
            refused(
                    bye,
                    pick(BYE_REFUSALS, move),
                    callersHop(),
                    true,
                    new Mark(0, Role.REFUSED_BYE),
                    new Mark(0, Role.REFUSAL),
                    at);
        });
    }

    private void shortSession(Sip invite, String tag, long at) {
        Sip update = within("UPDATE", invite, tag).withMore(List.of("Session-Expires: 1"));
        drop(update.response(200, tag, List.of("Session-Expires: 1")), at + 1_000);
        refused(update, 422, at);
    }
}
