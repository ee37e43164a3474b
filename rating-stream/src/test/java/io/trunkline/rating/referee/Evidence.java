package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Disturbance.Captured;
import io.trunkline.rating.referee.Packet.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What of a call came to the collector. Times are those of capture, in microseconds since the start of the flow. */
final class Evidence {

    /** How long what belongs to no INVITE that was seen waits for one, less the jitter. */
    private static final long WAITS_MICROS = 2_500_000;

    private final int call;
    private final String fromTag;
    private final String callersAddress;
    private final List<Captured> capture;

    Evidence(Truth.Call call, String callersAddress, List<Captured> capture) {
        this.call = call.index();
        this.fromTag = call.fromTag();
        this.callersAddress = callersAddress;
        this.capture = capture;
    }

    boolean has(Role role) {
        return times(role).findAny().isPresent();
    }

    LongStream times(Role role) {
        return times(packet -> packet.is(call, role));
    }

    private LongStream times(Predicate<Packet> which) {
        return capture.stream().filter(each -> which.test(each.packet())).mapToLong(Captured::capturedAtMicros);
    }

    /** Whether an INVITE that counts was seen on its way from the caller: it alone bears his address and credentials. */
    boolean hasCallersInvite() {
        return times(packet ->
                        packet.is(call, Role.LAST_INVITE) && packet.source().equals(callersAddress))
                .findAny()
                .isPresent();
    }

    /**
     * Whether the platform was seen to ask the caller for credentials, when nothing of the answer had been received: by an
     * answer to an INVITE that was seen. What answers nothing that was seen waits for an INVITE so long, and is anybody's.
     */
    boolean hasChallengeBeforeAnswer() {
        for (int i = 0; i < capture.size(); i++) {
            Packet packet = capture.get(i).packet();
            if (packet.is(call, Role.ANSWER) || packet.is(call, Role.OTHER_ANSWER)) {
                return false;
            }
            if (isChallenge(packet) && comesToAnInvite(capture.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean comesToAnInvite(Captured challenge) {
        String branch = challenge.packet().sip().branch();
        return capture.stream()
                .filter(each -> each.packet().sip().isRequest()
                        && each.packet().sip().isInvite()
                        && fromTag.equals(each.packet().sip().fromTag()))
                .anyMatch(each -> branch.equals(each.packet().sip().branch())
                        || Math.abs(each.capturedAtMicros() - challenge.capturedAtMicros()) < WAITS_MICROS);
    }

    private boolean isChallenge(Packet packet) {
        return fromTag.equals(packet.sip().fromTag())
                && packet.target().equals(callersAddress)
                && packet.sip().isInvite()
                && (packet.sip().status() == 401 || packet.sip().status() == 407);
    }

    /**
     * Whether the dialog in which is talked to the end is known: a 2xx of it was seen, and the INVITE that it answers. Of
     * one that no BYE ended nobody asks.
     */
    boolean hasAnswerOfTheTalk() {
        Set<String> tags = capture.stream()
                .map(Captured::packet)
                .filter(packet -> packet.is(call, Role.BYE) || packet.is(call, Role.WITHIN))
                .flatMap(
                        packet -> Stream.of(packet.sip().fromTag(), packet.sip().toTag()))
                .collect(Collectors.toSet());
        Set<String> branches = invited();
        return times(packet -> (packet.is(call, Role.ANSWER) || packet.is(call, Role.OTHER_ANSWER))
                        && tags.contains(packet.sip().toTag())
                        && branches.contains(packet.sip().branch()))
                .findAny()
                .isPresent();
    }

    /** Whether several INVITEs of the caller's may have been answered: of none of them a failure was seen. */
    boolean mayRingBySeveralInvites() {
        Set<String> refused = capture.stream()
                .map(Captured::packet)
                .filter(packet -> packet.target().equals(callersAddress))
                .map(Packet::sip)
                .filter(sip -> sip.status() >= 300)
                .map(Sip::branch)
                .collect(Collectors.toSet());
        return capture.stream()
                        .map(Captured::packet)
                        .filter(packet -> packet.source().equals(callersAddress))
                        .map(Packet::sip)
                        .filter(sip -> sip.isRequest() && sip.isInvite() && sip.toTag() == null)
                        .map(Sip::branch)
                        .filter(branch -> !refused.contains(branch))
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether the platform was seen to do anything with the INVITE that counts: it sent it on, or told the caller that it rings. */
    boolean showsThatTheInviteWentOn() {
        return times(packet ->
                        (packet.is(call, Role.LAST_INVITE) && !packet.source().equals(callersAddress))
                                || isRinging(packet))
                .findAny()
                .isPresent();
    }

    private boolean isRinging(Packet packet) {
        int status = packet.sip().status();
        return fromTag.equals(packet.sip().fromTag())
                && packet.target().equals(callersAddress)
                && packet.sip().isInvite()
                && (status == 180 || status == 183);
    }

    /** Whether a 2xx, and the INVITE that it answers, was captured before the first BYE that ends the call. */
    boolean hasAnswerBeforeBye() {
        long bye = times(Role.BYE).min().orElse(Long.MAX_VALUE);
        Set<String> branches = invited();
        return times(packet -> (packet.is(call, Role.ANSWER) || packet.is(call, Role.OTHER_ANSWER))
                        && branches.contains(packet.sip().branch()))
                .anyMatch(at -> at <= bye);
    }

    /** Whether another fork's 2xx was seen, and neither a BYE of its dialog nor the answer to one. */
    boolean hasForkThatNoByeEnded() {
        Set<String> ended = capture.stream()
                .map(captured -> captured.packet().sip())
                .filter(sip -> sip.method().equals("BYE"))
                .flatMap(sip -> Stream.of(sip.fromTag(), sip.toTag()))
                .collect(Collectors.toSet());
        return times(packet -> (packet.is(call, Role.OTHER_ANSWER) || packet.is(call, Role.ANSWER))
                        && !ended.contains(packet.sip().toTag()))
                .findAny()
                .isPresent();
    }

    private Set<String> invited() {
        return capture.stream()
                .map(Captured::packet)
                .filter(packet -> packet.is(call, Role.LAST_INVITE))
                .map(packet -> packet.sip().branch())
                .collect(Collectors.toSet());
    }

    /** Whether a 2xx was seen, and the INVITE that it answers: by its branch, on whatever hop (RFC 3261, 17.1.3). */
    boolean hasAnswerToAnInvite() {
        Set<String> branches = invited();
        return times(packet -> packet.is(call, Role.ANSWER)
                        && branches.contains(packet.sip().branch()))
                .findAny()
                .isPresent();
    }

    /** Times at which a packet passed between the caller and the platform. */
    LongStream timesAtCaller(Role role) {
        return times(packet -> packet.is(call, role)
                && (packet.source().equals(callersAddress) || packet.target().equals(callersAddress)));
    }

    /**
     * The last request within the dialog, or its 2xx: the last proof that it is up. An ACK proves only the 2xx, and a
     * copy nothing new.
     */
    long lastSignOfLife() {
        Map<String, Long> firsts = new HashMap<>();
        for (Captured each : capture) {
            Packet packet = each.packet();
            boolean request = packet.is(call, Role.WITHIN)
                    && packet.sip().isRequest()
                    && !packet.sip().method().equals("ACK");
            if (request || packet.is(call, Role.ANSWER)) {
                String which = packet.sip().method()
                        + packet.sip().cseq()
                        + packet.sip().fromTag();
                firsts.merge(which, each.capturedAtMicros(), Math::min);
            }
        }
        return firsts.values().stream().max(Long::compare).orElse(Long.MIN_VALUE);
    }

    /** The last that came with this Call-ID, whoever sent it. */
    long lastOfAll() {
        return capture.stream().mapToLong(Captured::capturedAtMicros).max().orElse(Long.MIN_VALUE);
    }
}
