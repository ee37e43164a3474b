package io.trunkline.rating.call;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The INVITEs of one leg, in the order in which they were received. Their number is bounded: what was refused goes
 * first, then what is farthest from the caller.
 *
 * @param all each with a branch of its own
 * @param realms for which the platform asked for credentials on the leg, in a call of it that was over before
 */
record Attempts(List<Attempt> all, List<String> realms) {

    /** More than this are not waiting for an answer at once. */
    static final int MOST = 32;

    static final Attempts NONE = new Attempts(List.of(), List.of());

    /** Takes unmodifiable copies. */
    Attempts {
        all = List.copyOf(all);
        realms = List.copyOf(realms);
    }

    /** The first one of a call. */
    static Attempts of(Attempt first, List<String> realms) {
        return new Attempts(List.of(first), realms);
    }

    private Attempts with(List<Attempt> others) {
        return new Attempts(others, realms);
    }

    Optional<Attempt> with(Envelope envelope) {
        for (Attempt attempt : all) {
            if (attempt.bears(envelope)) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    /** RFC 3261, 16.6: whether one was made of the INVITE of a message, which itself was not captured. */
    boolean areMadeOf(Envelope envelope) {
        for (Attempt attempt : all) {
            if (attempt.isMadeOf(envelope)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was seen before. */
    boolean knows(Attempt attempt) {
        for (Attempt each : all) {
            if (each.isSameAs(attempt)) {
                return true;
            }
        }
        return false;
    }

    Attempts and(Attempt another) {
        var more = new ArrayList<>(all);
        more.add(another);
        if (more.size() > MOST) {
            more.remove(leastOf(more));
        }
        return with(more);
    }

    /** With those that were not seen, but failures to them, which waited for them. */
    Attempts andRefusedBy(List<Response> held) {
        Attempts more = this;
        for (Response response : held) {
            if (response.status() >= 300 && more.with(response.envelope()).isEmpty()) {
                more = more.and(Attempt.refusedBy(response));
            }
        }
        return more;
    }

    private static Attempt leastOf(List<Attempt> attempts) {
        Attempt least = attempts.getFirst();
        for (Attempt attempt : attempts) {
            // Of several that are alike the last one goes, so that the copies to hundreds of forks change nothing.
            if (BY_USE.compare(attempt, least) <= 0) {
                least = attempt;
            }
        }
        return least;
    }

    private static final Comparator<Attempt> BY_USE = Comparator.comparing((Attempt attempt) -> !attempt.refused())
            .thenComparingInt(attempt -> -attempt.hops())
            .thenComparingInt(Attempt::maxForwards);

    private static final Comparator<Attempt> BY_HOPS = Comparator.comparingInt((Attempt attempt) -> -attempt.hops())
            .thenComparingLong(Attempt::cseq)
            .thenComparingInt(Attempt::maxForwards);

    Attempts replaced(Attempt before, Attempt after) {
        var others = new ArrayList<>(all);
        others.replaceAll(each -> each.equals(before) ? after : each);
        return with(others);
    }

    Attempts without(Attempt attempt) {
        return with(all.stream().filter(each -> !each.equals(attempt)).toList());
    }

    /** When the first of them was captured, by the clock of the agent that saw that one. */
    Instant firstAt(Attempt byAgentOf) {
        Instant first = byAgentOf.capture().at();
        for (Attempt attempt : all) {
            Capture capture = attempt.capture();
            if (capture.at().isBefore(first)
                    && capture.agent().equals(byAgentOf.capture().agent())) {
                first = capture.at();
            }
        }
        return first;
    }

    /** When a packet passed, by the clock by which the call's start is told. */
    Instant at(Capture capture) {
        for (Attempt attempt : all) {
            if (!attempt.capture().agent().equals(capture.agent())) {
                return Spacing.at(foremost().capture(), capture);
            }
        }
        return capture.at();
    }

    /** Whether a proxy has surely made it of another one. */
    boolean isSurelySentOn(Attempt attempt) {
        for (Attempt other : all) {
            if (other.leadsTo(attempt)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a proxy made it of another one. */
    boolean isSentOn(Attempt attempt) {
        for (Attempt other : all) {
            if (other.mayLeadTo(attempt)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a response may be one to an INVITE by its way: it comes neither from where that came, nor goes where that
     * went, nor does it come from another device to which the INVITE was sent on, which knows its branch too.
     */
    boolean mayAnswer(Hop way, Attempt attempt) {
        if (!way.mayAnswer(attempt.hop())) {
            return false;
        }
        if (attempt.hop().isFromTarget(way)) {
            return true;
        }
        for (Attempt other : all) {
            if (attempt.leadsTo(other) && other.hop().isFromTarget(way)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a message comes from where INVITEs go that nobody was seen to send on: from the platform; where only the
     * called side is captured, from one of its devices.
     */
    boolean isFromPlatform(Hop way) {
        for (Attempt attempt : all) {
            if (!isSentOn(attempt) && attempt.hop().isFromTarget(way)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one nearer to the caller, of which it was made, still waits for its answer. */
    boolean waitsNearer(Attempt attempt) {
        for (Attempt other : all) {
            if (!other.refused() && other.mayLeadTo(attempt)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The realms for which the platform asked for credentials on this leg: by the INVITEs that it did not send on, for
     * farther on anybody may ask for anything.
     */
    List<String> challengeRealms() {
        return Stream.concat(
                        realms.stream(),
                        all.stream()
                                .filter(attempt ->
                                        attempt.challengeRealm() != null && !isSentOn(attempt) && !wentOn(attempt))
                                .map(Attempt::challengeRealm))
                .distinct()
                .toList();
    }

    /** Whether the platform sent it on: a copy of it was seen. */
    boolean wentOn(Attempt attempt) {
        for (Attempt other : all) {
            if (attempt.mayLeadTo(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the platform surely sent it on. */
    boolean surelyWentOn(Attempt attempt) {
        for (Attempt other : all) {
            if (attempt.leadsTo(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one that the caller sent himself still waits for its answer. */
    boolean oneWaits() {
        for (Attempt attempt : all) {
            if (!attempt.refused() && !isSentOn(attempt)) {
                return true;
            }
        }
        return false;
    }

    /** Of those of which one was surely made, hop by hop, the one that the caller sent; itself when there is none. */
    Attempt origin(Attempt attempt) {
        List<Attempt> nearer = all.stream()
                .filter(other -> !other.refused() && other.leadsTo(attempt))
                .toList();
        List<Attempt> callers =
                nearer.stream().filter(other -> !isSurelySentOn(other)).toList();
        if (!callers.isEmpty()) {
            return with(callers).foremost();
        }
        // Each hop has more Via values than the one before, or fewer Max-Forwards: it ends.
        return nearer.isEmpty() ? attempt : origin(nearer.getFirst());
    }

    /** The only one that the caller sent with a lower number and that still waits; empty when there are several. */
    Optional<Attempt> onlyOneBefore(long cseq) {
        List<Attempt> waiting = all.stream()
                .filter(attempt -> !attempt.refused() && attempt.cseq() < cseq && !isSentOn(attempt))
                .toList();
        return waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty();
    }

    /** The one that says who calls whom, as far as is known before an answer: nearest to the caller, and the last try. */
    Attempt foremost() {
        if (all.size() == 1) {
            return all.getFirst();
        }
        Attempt foremost = all.getFirst();
        for (Attempt attempt : all.subList(1, all.size())) {
            foremost = isBefore(foremost, attempt) ? foremost : attempt;
        }
        return foremost;
    }

    private boolean isBefore(Attempt one, Attempt other) {
        if (one.refused() != other.refused()) {
            return other.refused();
        }
        if (one.capture().mayBill() != other.capture().mayBill()) {
            return one.capture().mayBill();
        }
        boolean sentOn = isSentOn(one);
        if (sentOn != isSentOn(other)) {
            return !sentOn;
        }
        // Of several that are alike the first one.
        return BY_HOPS.compare(one, other) >= 0;
    }
}
