package io.trunkline.rating.referee;

import io.trunkline.protocol.event.Outcome;
import io.trunkline.rating.referee.Disturbance.Captured;
import io.trunkline.rating.referee.Packet.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Holds what the tracker says against the truth. With all packets of both sides at hand they are the same: one CDR a
 * call; its outcome; who pays and which number was called; talk from the 2xx on the caller's hop to the first copy of
 * the first BYE that was not refused (contract, 5.1). What may differ, and why:
 *
 * <table>
 * <caption>What the capture may hide</caption>
 * <tr><th>not seen</th><th>then</th></tr>
 * <tr><td>every INVITE of the call</td><td>there may be no CDR: nothing says that it is a call</td></tr>
 * <tr><td>the caller's INVITE on his own hop</td><td>the forks that fail may each have a CDR; nobody may pay, and the number may be another: his address and
 *     credentials, and the number that he called, are nowhere else. Another account never pays, but where he lies in
 *     his From or P-Asserted-Identity and the platform passes the lie on</td></tr>
 * <tr><td>every challenge of the platform before the answer, or the INVITE to which it was</td><td>of credentials of several accounts none can be known to
 *     count: nobody may pay, and the flag must say so</td></tr>
 * <tr><td>every 2xx to the caller's INVITE, and the refusal of another of his, or of one of the adversary's</td><td>nobody
 *     may pay, and another number may be told, and the flag must say so: any of them may have been answered</td></tr>
 * <tr><td>every 2xx to the caller's INVITE, and all that shows that the platform did anything with it</td><td>nobody may pay, and
 *     the flag must say so: it may be a lie that nobody answered, beside one that was lost</td></tr>
 * <tr><td>every 2xx before the BYE</td><td>it may have no length, for the BYE may be of an early dialog, marked or not,
 *     or end at a later copy of it</td></tr>
 * <tr><td>the INVITE of every 2xx that was seen</td><td>it may count as unanswered, or as answered by another fork: a 2xx
 *     without its INVITE may be anybody's</td></tr>
 * <tr><td>the first 2xx on the caller's hop</td><td>it is answered at another copy of it, on any hop</td></tr>
 * <tr><td>every 2xx</td><td>it may count as unanswered: the talk is not proved</td></tr>
 * <tr><td>every 2xx of the fork with which is talked, or its INVITE; or by jitter their order, where only the caller's side
 *     is captured, or an INVITE of a fork was lost, and nothing shows that there are forks</td><td>it may end with another fork's BYE;
 *     what goes on after it may make another record, marked</td></tr>
 * <tr><td>the BYE of the fork with which is not talked, and what is answered to it</td><td>it ends at its own BYE and may be marked
 *     {@code no-bye}: nothing shows that nobody talks in the other dialog</td></tr>
 * <tr><td>every BYE that ended it</td><td>it ends at what was answered to one; else it is marked {@code no-bye} and ends
 *     at its last sign of life, or {@link #WRITTEN_DOWN_MICROS} before: nobody pays for what is not proved</td></tr>
 * <tr><td>every refusal of a BYE</td><td>it may end with that BYE: one that is answered by nothing ends a call
 *     (RFC 3261, 15.1.1); what goes on after it may make another record, marked</td></tr>
 * <tr><td>the first 2xx to the caller, and by jitter the order of its copy and a BYE that passed before that</td><td>it may
 *     have no length</td></tr>
 * <tr><td>the refreshes of a session</td><td>it may be marked {@code no-bye} when its session timer runs out (RFC 4028, 10)</td></tr>
 * <tr><td>the failure on the caller's hop, or that of an INVITE before it</td><td>it has another outcome, and yet is
 *     unanswered: an INVITE that was not refused may be ringing. So may be one of the adversary's that nobody answered, or
 *     that was refused, or seems to be, after the call's own: what is refused last is how a leg failed</td></tr>
 * <tr><td>the order of packets, by jitter</td><td>talk begins and ends at any copy of the 2xx and the BYE;
 *     of two forks' 2xx either may be the first</td></tr>
 * <tr><td>the true time, by clocks that differ</td><td>the length of the talk is right but for what the ways of two
 *     agents to the collector differ by, or the CDR is flagged</td></tr>
 * </table>
 *
 * <p>Whatever is lost and whoever lies: no call is answered that was not, no account pays but the caller's, and no leg
 * that the platform makes is charged. What the adversary's INVITEs leave behind may have CDRs of its own, unanswered.
 */
final class Judge {

    /** What the ways to two capture points may differ by, beside their jitter. */
    static final long CLOCKS_AGREE_MICROS = 500_000;

    /** A sign of life is written down at most so often, lest each message cost a record. */
    static final long WRITTEN_DOWN_MICROS = 5_000_000;

    private final Flow flow;
    private final List<Captured> capture;
    private final List<Ruling> rulings;
    private final Disturbance disturbance;
    private final List<String> differences = new ArrayList<>();

    private Judge(Flow flow, List<Captured> capture, List<Ruling> rulings) {
        this.flow = flow;
        this.capture = capture;
        this.rulings = rulings;
        this.disturbance = flow.plan().disturbance();
    }

    /** The differences, each in a sentence; none when the tracker is right. */
    static List<String> differences(Flow flow, List<Captured> capture, List<Ruling> rulings) {
        var judge = new Judge(flow, capture, rulings);
        judge.nobodyElsePays();
        flow.truth().calls().forEach(judge::judge);
        return judge.differences;
    }

    private void unless(boolean holds, String difference) {
        if (!holds) {
            differences.add(difference);
        }
    }

    private void nobodyElsePays() {
        for (Ruling ruling : rulings) {
            boolean known = flow.truth().calls().stream().anyMatch(ruling::isOf);
            unless(known || !ruling.isAnswered(), "answered, and yet no call: " + ruling);
            boolean right = ruling.account() == null
                    || ruling.account().equals(flow.plan().start().admission().account())
                    || isDeceived(ruling);
            unless(right || !ruling.isAnswered(), "another account pays: " + ruling);
        }
    }

    private Evidence evidence(Truth.Call call) {
        return new Evidence(call, flow.plan().start().admission().address(), capture);
    }

    private boolean isDeceived(Ruling ruling) {
        Admission admission = flow.plan().start().admission();
        return flow.truth().calls().stream()
                .filter(ruling::isOf)
                .map(this::evidence)
                .allMatch(evidence -> admission.namesAnother() && !evidence.hasCallersInvite());
    }

    private void judge(Truth.Call call) {
        Evidence evidence = evidence(call);
        List<Ruling> ofCall =
                rulings.stream().filter(ruling -> ruling.isOf(call)).toList();
        List<Ruling> answered = ofCall.stream().filter(Ruling::isAnswered).toList();
        boolean invited = evidence.has(Role.INVITE) || evidence.has(Role.LAST_INVITE);
        if (call.platformLeg()) {
            platformLeg(call, answered);
        } else if (call.isAnswered()) {
            answered(call, evidence, answered, invited);
        } else {
            unless(answered.isEmpty(), "answered, and was not: " + answered);
            failed(call, evidence, ofCall, invited);
        }
    }

    /** Design, "Legs": it charges no caller, as far as the setting or the caller's own leg shows whose it is. */
    private void platformLeg(Truth.Call call, List<Ruling> answered) {
        boolean sameCallId = flow.truth().calls().getFirst().callId().equals(call.callId());
        boolean callersLegSeen = disturbance.sides() != Disturbance.Sides.CALLEE
                && disturbance.lost().isEmpty();
        if (flow.plan().networksSet() || (sameCallId && callersLegSeen)) {
            answered.forEach(ruling -> unless(ruling.account() == null, "the platform's leg is charged: " + ruling));
        }
    }

    private void failed(Truth.Call call, Evidence evidence, List<Ruling> ofCall, boolean invited) {
        boolean attacked = !flow.plan().moves().isEmpty();
        unless(!ofCall.isEmpty() || !invited, "no CDR of " + call);
        boolean whole = evidence.hasCallersInvite();
        unless(ofCall.size() <= 1 || attacked || !whole, "several CDRs of one call: " + ofCall);
        // Who does not follow a challenge, but sends another INVITE that is refused for another reason, has followed
        // it.
        boolean followed = attacked && flow.plan().start().end() == Plan.End.CHALLENGE_LEFT;
        boolean provable = disturbance.lost().isEmpty()
                && disturbance.sides() != Disturbance.Sides.CALLEE
                && !followed
                && !(attacked && disturbance.jitterMillis() > 0)
                && !hasForgedInviteThatMayRing();
        Outcome outcome = call.outcome();
        unless(
                !provable || ofCall.isEmpty() || ofCall.stream().anyMatch(ruling -> ruling.outcome() == outcome),
                "the outcome was " + outcome + ", not " + ofCall);
    }

    /** It may be ringing for all that a capture shows, until the call's own INVITE fails or for ever. */
    private boolean hasForgedInviteThatMayRing() {
        String caller = flow.plan().start().admission().address();
        long failedAt = capture.stream()
                .filter(each -> each.packet().mark().role() == Role.FAILURE)
                .filter(each -> each.packet().target().equals(caller))
                .mapToLong(Captured::capturedAtMicros)
                .min()
                .orElse(Long.MAX_VALUE);
        Set<String> answered = capture.stream()
                .filter(each -> each.capturedAtMicros() < failedAt)
                .map(each -> each.packet().sip())
                .filter(sip -> sip.status() >= 300)
                .map(Sip::branch)
                .collect(Collectors.toSet());
        return capture.stream()
                .map(Captured::packet)
                .filter(packet -> packet.mark().role() == Role.FORGED)
                .map(Packet::sip)
                .anyMatch(sip -> sip.isRequest() && sip.isInvite() && !answered.contains(sip.branch()));
    }

    private void answered(Truth.Call call, Evidence evidence, List<Ruling> answered, boolean invited) {
        unless(
                answered.size() <= 1 || goesOnUnseen(evidence, answered),
                "several answered CDRs of one call: " + answered);
        boolean provable = invited && evidence.hasAnswerToAnInvite();
        unless(!answered.isEmpty() || !provable, "no answered CDR of " + call + ", but " + rulings);
        if (answered.isEmpty()) {
            return;
        }
        Ruling ruling = answered.getFirst();
        boolean seen = evidence.hasCallersInvite();
        unless(
                call.account().equals(ruling.account())
                        || (ruling.account() == null && mayBeNobodys(evidence, provable, ruling))
                        || isDeceived(ruling),
                call.account() + " must pay: " + ruling);
        boolean anyInvite = !provable && ruling.flagged() && evidence.mayRingBySeveralInvites();
        unless(call.called().equals(ruling.called()) || !seen || anyInvite, call.called() + " was called: " + ruling);
        if (!provable) {
            return;
        }
        if (disturbance.skewsSeconds().areNone()) {
            times(evidence, ruling);
        } else {
            length(call, evidence, ruling);
        }
    }

    /**
     * It seems to end with a BYE whose refusal was lost, or with that of another fork, for the 2xx of the one with which is
     * talked was. What comes later of the same caller's is known badly, and says so.
     */
    private boolean goesOnUnseen(Evidence evidence, List<Ruling> answered) {
        boolean refusalLost =
                has(evidence.times(Role.REFUSED_BYE), answered.getFirst().endedAtMicros());
        return !disturbance.lost().isEmpty()
                && (refusalLost || !evidence.hasAnswerOfTheTalk())
                && answered.stream().skip(1).allMatch(Ruling::flagged);
    }

    /** Whether nobody can know who has to pay; where the caller's INVITE was seen, the flag must say so. */
    private boolean mayBeNobodys(Evidence evidence, boolean provable, Ruling ruling) {
        boolean severalAccounts =
                flow.plan().start().admission().bearsAnothersCredentials() && !evidence.hasChallengeBeforeAnswer();
        boolean severalInvites = !provable && evidence.mayRingBySeveralInvites();
        boolean wentNowhere = !provable && !evidence.showsThatTheInviteWentOn();
        return !evidence.hasCallersInvite() || (ruling.flagged() && (severalAccounts || severalInvites || wentNowhere));
    }

    private void times(Evidence evidence, Ruling ruling) {
        long answeredAt = ruling.answeredAtMicros();
        LongStream allowedAnswers = disturbance.isNone()
                ? firstAnswer(evidence)
                : LongStream.concat(evidence.times(Role.ANSWER), evidence.times(Role.OTHER_ANSWER));
        unless(has(allowedAnswers, answeredAt), "answered at " + seconds(firstAnswer(evidence)) + ": " + ruling);
        boolean refusalLost = evidence.has(Role.REFUSED_BYE)
                && !disturbance.equals(Disturbance.NONE)
                && has(evidence.times(Role.REFUSED_BYE), ruling.endedAtMicros());
        boolean sessionLost =
                !disturbance.lost().isEmpty() && flow.plan().talk().sessionSeconds() > 0 && ruling.noBye();
        boolean forkUnknown = flow.plan().start().end().isByTwo()
                && (disturbance.sides() == Disturbance.Sides.CALLER
                        || !disturbance.lost().isEmpty())
                && disturbance.jitterMillis() > 0;
        if (refusalLost || sessionLost || forkUnknown || !evidence.hasAnswerOfTheTalk()) {
            return;
        }
        if (evidence.has(Role.BYE) && evidence.hasAnswerBeforeBye()) {
            boolean exact = disturbance.jitterMillis() == 0;
            LongStream allowed =
                    exact ? LongStream.of(evidence.times(Role.BYE).min().orElseThrow()) : evidence.times(Role.BYE);
            // A BYE that was not captured is proved by its answer.
            LongStream proved = disturbance.lost().isEmpty() ? LongStream.empty() : evidence.times(Role.BYE_ANSWER);
            boolean mayBeUp = ruling.noBye() && evidence.hasForkThatNoByeEnded();
            unless(
                    (has(LongStream.concat(allowed, proved), ruling.endedAtMicros()) && (!ruling.noBye() || mayBeUp))
                            || isAnsweredByALaterCopy(evidence, ruling),
                    "ended at " + seconds(evidence.times(Role.BYE)) + ": " + ruling);
        } else {
            boolean byAnswer = has(evidence.times(Role.BYE_ANSWER), ruling.endedAtMicros()) && !ruling.noBye();
            unless(
                    byAnswer || endsWithoutBye(evidence, ruling) || endsByEarlyBye(evidence, ruling),
                    "no BYE seen, so it ends at its last sign of life, " + "marked: " + ruling);
        }
    }

    /** The first 2xx to the caller was lost, the BYE passed before its copy, and by jitter came here behind it. */
    private boolean isAnsweredByALaterCopy(Evidence evidence, Ruling ruling) {
        return !disturbance.lost().isEmpty()
                && disturbance.jitterMillis() > 0
                && ruling.isOfNoLength()
                && evidence.times(Role.BYE).min().orElseThrow() < ruling.answeredAtMicros();
    }

    /** All that was seen of the answer came after the BYE, which may be of an early dialog then, or a copy of it. */
    private static boolean endsByEarlyBye(Evidence evidence, Ruling ruling) {
        return evidence.has(Role.BYE)
                && (ruling.isOfNoLength() || has(evidence.times(Role.BYE), ruling.endedAtMicros()));
    }

    /** The adversary may keep his own call up a little longer, and pays for it; nobody can make it shorter. */
    private boolean endsWithoutBye(Evidence evidence, Ruling ruling) {
        return ruling.noBye()
                && ruling.endedAtMicros() >= evidence.lastSignOfLife() - WRITTEN_DOWN_MICROS
                && ruling.endedAtMicros() <= evidence.lastOfAll();
    }

    private LongStream firstAnswer(Evidence evidence) {
        LongStream atCaller = evidence.timesAtCaller(Role.ANSWER);
        long first =
                atCaller.min().orElseGet(() -> evidence.times(Role.ANSWER).min().orElseThrow());
        return LongStream.of(first);
    }

    private void length(Truth.Call call, Evidence evidence, Ruling ruling) {
        if (!call.hungUp() || !evidence.has(Role.BYE) || !evidence.has(Role.ANSWER) || ruling.flagged()) {
            return;
        }
        long tolerated = CLOCKS_AGREE_MICROS + 2_000L * disturbance.jitterMillis();
        long length = ruling.endedAtMicros() - ruling.answeredAtMicros();
        LongSummaryStatistics answer = trueTimes(call, Role.ANSWER);
        LongSummaryStatistics bye = trueTimes(call, Role.BYE);
        unless(
                length >= bye.getMin() - answer.getMax() - tolerated
                        && length <= bye.getMax() - answer.getMin() + tolerated,
                "talked for %.3f s: %s".formatted((bye.getMin() - answer.getMin()) / 1e6, ruling));
    }

    private LongSummaryStatistics trueTimes(Truth.Call call, Role role) {
        return capture.stream()
                .map(Captured::packet)
                .filter(packet -> packet.is(call.index(), role))
                .mapToLong(Packet::atMicros)
                .summaryStatistics();
    }

    private static boolean has(LongStream times, long time) {
        return times.anyMatch(each -> each == time);
    }

    private static String seconds(LongStream times) {
        return times.min().stream()
                .mapToObj(time -> "%.3f".formatted(time / 1e6))
                .findAny()
                .orElse("?");
    }
}
