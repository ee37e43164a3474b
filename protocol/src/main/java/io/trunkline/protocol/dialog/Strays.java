package io.trunkline.protocol.dialog;

import io.trunkline.protocol.sip.SipMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the messages of one Call-ID that are of no transaction and no dialog: what somebody sent who is not part of it, or
 * what a side claims that the other never said. What the capture itself may have lost makes no stray: where no INVITE was
 * kept none is one, and where no dialog is known any may be right.
 *
 * <pre>
 *   INVITE outside of a dialog      starts a leg: never a stray
 *   response                        to a request with its branch, CSeq and From tag, and on the way back of that (17.1.3)
 *   CANCEL                          bears the branch of an INVITE, and goes the same way (9.1)
 *   ACK of a failure                bears the branch of its INVITE (17.1.1.3)
 *   any other request               within a dialog: both tags, in either direction (12.2)
 * </pre>
 *
 * <p>The order of the messages does not matter. For one thread.
 */
public final class Strays {

    private static final int TRYING = 100;

    /** A transaction as both its request and its responses name it. */
    private record Transaction(SipMethod method, long cseq, String fromTag, String branch) {

        static Transaction of(Passed message, SipMethod method) {
            return new Transaction(method, message.cseq(), message.fromTag(), message.branch());
        }
    }

    /** Both tags, that of the caller of the leg first. */
    private record Dialog(String callers, String callees) {}

    private final List<Passed> messages;
    private final Map<Transaction, List<Passed>> requests = new HashMap<>();
    private final List<Passed> invites = new ArrayList<>();
    private final Set<String> legs = new HashSet<>();
    private final Set<Dialog> dialogs = new HashSet<>();

    /** Legs of which a dialog is known. */
    private final Set<String> established = new HashSet<>();

    private Strays(List<Passed> messages) {
        this.messages = messages;
    }

    /** Which messages are strays, by their places in the list. */
    public static BitSet among(List<Passed> messages) {
        return new Strays(messages).find();
    }

    private BitSet find() {
        for (Passed message : messages) {
            if (message.isRequest()) {
                requests.computeIfAbsent(Transaction.of(message, message.method()), key -> new ArrayList<>())
                        .add(message);
            }
            if (message.starts()) {
                invites.add(message);
                legs.add(message.fromTag());
            }
        }
        for (Passed message : messages) {
            boolean establishes = message.method() == SipMethod.INVITE
                    && message.status() > TRYING
                    && message.status() < 300
                    && message.isWithin();
            if (establishes && legs.contains(message.fromTag()) && answersAnInvite(message)) {
                dialogs.add(new Dialog(message.fromTag(), message.toTag()));
                established.add(message.fromTag());
            }
        }
        var strays = new BitSet(messages.size());
        for (int i = 0; i < messages.size() && !invites.isEmpty(); i++) {
            strays.set(i, isStray(messages.get(i)));
        }
        return strays;
    }

    private boolean isStray(Passed message) {
        if (!message.isRequest()) {
            return !isResponse(message);
        }
        return switch (message.method()) {
            case CANCEL -> !goesAlong(message);
            case ACK -> !isOf(message, SipMethod.INVITE) && !isWithinADialog(message);
            default -> message.isWithin() && !isWithinADialog(message);
        };
    }

    private boolean isOf(Passed message, SipMethod method) {
        return requests.containsKey(Transaction.of(message, method));
    }

    private boolean goesAlong(Passed cancel) {
        for (Passed invite : requests.getOrDefault(Transaction.of(cancel, SipMethod.INVITE), List.of())) {
            if (cancel.hop().isAlong(invite.hop())) {
                return true;
            }
        }
        return false;
    }

    /** RFC 3261, 17.1.3; of a request that was not captured the dialog must do. */
    private boolean isResponse(Passed response) {
        List<Passed> asked = requests.getOrDefault(Transaction.of(response, response.method()), List.of());
        if (asked.isEmpty()) {
            return response.method() == SipMethod.CANCEL
                    ? isOf(response, SipMethod.INVITE)
                    : isOfUnseenRequest(response);
        }
        for (Passed request : asked) {
            boolean counts = request.starts() || !isStray(request);
            if (counts && mayAnswer(response.hop(), request)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfUnseenRequest(Passed response) {
        return isOfAnInvite(response) ? answersAnInvite(response) : isWithinADialog(response);
    }

    /** Whether it is one to an INVITE that starts a leg, as far as its number tells. */
    private boolean isOfAnInvite(Passed response) {
        return response.method() == SipMethod.INVITE
                && invites.stream()
                        .anyMatch(invite ->
                                invite.fromTag().equals(response.fromTag()) && invite.cseq() == response.cseq());
    }

    /** By the branch of an INVITE; of one that was not captured, what the platform sends back to the caller himself. */
    private boolean answersAnInvite(Passed response) {
        List<Passed> asked = requests.getOrDefault(Transaction.of(response, SipMethod.INVITE), List.of());
        for (Passed request : asked) {
            if (request.starts() && mayAnswer(response.hop(), request)) {
                return true;
            }
        }
        return asked.isEmpty()
                && invites.stream()
                        .anyMatch(invite -> invite.fromTag().equals(response.fromTag())
                                && invite.vias().size() <= 1
                                && response.hop().goesBackOn(invite.hop()));
    }

    /** It comes neither from where its request came, nor goes where that went, nor from where that was sent on. */
    private boolean mayAnswer(Hop way, Passed request) {
        if (!way.mayAnswer(request.hop())) {
            return false;
        }
        if (request.hop().isFromTarget(way)) {
            return true;
        }
        for (Passed next : invites) {
            boolean sentOn = next.fromTag().equals(request.fromTag())
                    && next.hop().leaves(request.hop())
                    && Vias.areBeneath(request.vias(), next.vias());
            if (sentOn && next.hop().isFromTarget(way)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3261, 12: both tags, in whichever direction. */
    private boolean isWithinADialog(Passed message) {
        String from = message.fromTag();
        String to = message.toTag();
        if (dialogs.contains(new Dialog(from, to)) || dialogs.contains(new Dialog(to, from))) {
            return true;
        }
        boolean unknown = (legs.contains(from) && !established.contains(from))
                || (legs.contains(to) && !established.contains(to));
        return unknown;
    }
}
