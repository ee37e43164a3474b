package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.TrackedCall.Ended;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls and legs of many Call-IDs: finds the one to which a message belongs, or starts it. A Call-ID and a From tag
 * are one leg; another From tag under the same Call-ID is another leg, as that of a back-to-back user agent that keeps
 * the Call-ID, or another call (RFC 3261, 8.1.1.3 and 8.1.1.4).
 *
 * <pre>
 *   key in the store             what
 *   Call-ID                      the first call of the Call-ID
 *   Call-ID ; tag                one with another From tag, or a later one
 *   Call-ID ; tag ; CSeq         one more of that leg
 *   Call-ID NUL                  messages that may have overtaken their INVITE, or the 2xx of their dialog
 * </pre>
 *
 * <p>Which keys beside the first a Call-ID has is kept in memory and learnt anew from the store. Used by one thread.
 */
final class CallLegs {

    /** Where the calls are kept. */
    interface Store {

        /** What is kept under an id; null when nothing is. */
        TrackedCall get(String id);

        /**
         * Takes what became of a call. Nothing more is kept of one that is {@link Unknown#NOTHING} now.
         *
         * @return whether anything changed
         */
        boolean take(String id, TrackedCall before, Transition transition);

        /** Takes what a message was; of one that waits for another only when that is known. */
        void count(Kind kind);
    }

    /** What a message was. */
    enum Kind {
        /** It is of a call, or may start one. */
        CALL("call"),
        /** It is of a call that is over. */
        LATE("late"),
        /** It is of no transaction and no dialog of its leg. */
        STRAY("stray"),
        /** No INVITE of its leg was ever seen. */
        WITHOUT_INVITE("without-invite");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As a counter names it. */
        String word() {
            return word;
        }
    }

    /** Of more legs than this none is asked whether it led to another. */
    private static final int MOST_SIBLINGS = 64;

    private static final char HELD = '\0';

    private final CallTracker tracker;
    private final Store store;

    /** Keys beside the first: by Call-ID and tag, and by Call-ID. */
    private final Map<Leg, List<String>> idsOfLeg = new HashMap<>();

    private final Map<String, List<String>> idsOfCallId = new HashMap<>();

    private int holders;

    CallLegs(CallTracker tracker, Store store) {
        this.tracker = tracker;
        this.store = store;
    }

    /** Whether an id is that of the first call of its Call-ID, which is found by that alone. */
    static boolean isFirst(String id) {
        return id.indexOf(';') < 0;
    }

    /** Learns what the store holds, entry by entry. */
    void found(String id, TrackedCall call) {
        call.visible().map(Call::setup).ifPresentOrElse(setup -> enter(id, setup), () -> holders++);
    }

    /** Takes a message to its call; or keeps it for a while, for it may have overtaken what makes it one of a call. */
    void on(CallMessage message) {
        Kind kind = toItsCall(message, false);
        if (kind == Kind.STRAY && hold(message)) {
            return;
        }
        store.count(kind);
        if (holders > 0 && kind == Kind.CALL && makesOthersKnown(message)) {
            release(message.envelope().callId());
        }
    }

    private Kind toItsCall(CallMessage message, boolean waited) {
        Envelope envelope = message.envelope();
        String callId = envelope.callId();
        TrackedCall first = store.get(callId);
        boolean ofFirst = first != null && bears(first, envelope);
        if (!idsOfCallId.containsKey(callId)) {
            if (ofFirst) {
                Transition transition = tracker.on(first, message, Siblings.NONE, waited);
                if (transition.belongs()) {
                    return take(callId, first, transition, message);
                }
            }
        } else {
            for (String id : legs(callId, envelope, ofFirst)) {
                TrackedCall call = store.get(id);
                Transition transition = tracker.on(call, message, siblings(callId, id), waited);
                if (transition.belongs()) {
                    return take(id, call, transition, message);
                }
            }
        }
        return message instanceof Invite invite ? start(invite) : Kind.STRAY;
    }

    /**
     * The calls of a message's leg in the order in which they are asked. RFC 3261, 17.1.3 and 12.2: first the one that
     * knows its branch or its dialog; those that are over last, for they take for late what is of nobody else.
     */
    private List<String> legs(String callId, Envelope envelope, boolean first) {
        var ids = new ArrayList<String>();
        for (String tag : new String[] {envelope.fromTag(), envelope.toTag()}) {
            ids.addAll(idsOfLeg.getOrDefault(new Leg(callId, Leg.tag(tag)), List.of())
                    .reversed());
        }
        if (first) {
            ids.add(callId);
        }
        if (ids.size() > 1) {
            ids.sort(Comparator.comparing(id -> {
                TrackedCall call = store.get(id);
                return call.claims(envelope) ? 0 : call instanceof Ended ? 2 : 1;
            }));
        }
        return ids;
    }

    private static boolean bears(TrackedCall call, Envelope envelope) {
        return call.visible()
                .filter(visible -> Leg.bears(visible.setup(), envelope))
                .isPresent();
    }

    /** Fires a deadline: of a call, or of messages for which nothing came that they may have overtaken. */
    void expire(String id) {
        TrackedCall before = store.get(id);
        if (before == null) {
            return;
        }
        String callId = before.visible().map(call -> call.setup().callId()).orElse(id);
        Transition transition = tracker.expire(before, siblings(callId, id));
        settle(id, before, transition);
        if (before instanceof Unknown holder) {
            List<CallMessage> left = transition.after() instanceof Unknown still ? still.held() : List.of();
            for (CallMessage message : holder.held().subList(0, holder.held().size() - left.size())) {
                Kind kind = toItsCall(message, true);
                boolean without = kind == Kind.STRAY && !isOfLeg(message.envelope());
                store.count(without ? Kind.WITHOUT_INVITE : kind);
            }
        }
    }

    private boolean isOfLeg(Envelope envelope) {
        TrackedCall first = store.get(envelope.callId());
        return (first != null && bears(first, envelope))
                || !legs(envelope.callId(), envelope, false).isEmpty();
    }

    private Kind take(String id, TrackedCall before, Transition transition, CallMessage message) {
        boolean changed = settle(id, before, transition);
        transition.another().ifPresent(attempt -> split(attempt, message));
        return !changed && before instanceof Ended ? Kind.LATE : Kind.CALL;
    }

    private boolean settle(String id, TrackedCall before, Transition transition) {
        boolean changed = store.take(id, before, transition);
        if (transition.after().equals(Unknown.NOTHING)) {
            before.visible().map(Call::setup).ifPresentOrElse(setup -> leave(id, setup), () -> holders--);
        }
        return changed;
    }

    private Kind start(Invite invite) {
        Envelope envelope = invite.envelope();
        String callId = envelope.callId();
        String id = newId(callId, envelope.fromTag(), envelope.cseq());
        TrackedCall state = tracker.start(invite, id, siblings(callId, id));
        enter(id, state.visible().orElseThrow().setup());
        return take(id, Unknown.NOTHING, Transition.to(state), invite);
    }

    private void split(Attempt attempt, CallMessage message) {
        Envelope envelope = message.envelope();
        String callId = envelope.callId();
        String id = newId(callId, envelope.fromTag(), attempt.cseq());
        TrackedCall state = tracker.start(attempt, id, callId, envelope.fromTag(), siblings(callId, id));
        enter(id, state.visible().orElseThrow().setup());
        take(id, Unknown.NOTHING, tracker.on(state, message, siblings(callId, id)), message);
    }

    /** Whether it makes a transaction or a dialog known, of which others may be that came before it. */
    private static boolean makesOthersKnown(CallMessage message) {
        return message instanceof Invite
                || (message instanceof Response response
                        && response.envelope().method() == SipMethod.INVITE
                        && response.status() / 100 == 2);
    }

    private boolean hold(CallMessage message) {
        String key = message.envelope().callId() + HELD;
        TrackedCall known = holders == 0 ? null : store.get(key);
        TrackedCall before = known == null ? Unknown.NOTHING : known;
        Transition transition = tracker.on(before, message, Siblings.NONE);
        if (!transition.belongs()) {
            return false;
        }
        holders += known == null ? 1 : 0;
        settle(key, before, transition);
        return true;
    }

    /** Those that waited go to their calls now, as far as they have any, in the order in which they were captured. */
    private void release(String callId) {
        String key = callId + HELD;
        if (!(store.get(key) instanceof Unknown holder)) {
            return;
        }
        var left = new ArrayList<>(holder.held());
        List<CallMessage> inOrder = holder.held().stream()
                .sorted(Comparator.comparing(message -> message.capture().at()))
                .toList();
        for (CallMessage message : inOrder) {
            Kind kind = toItsCall(message, false);
            if (kind != Kind.STRAY) {
                store.count(kind);
                left.remove(message);
            }
        }
        if (left.size() < inOrder.size()) {
            settle(key, holder, Transition.to(left.isEmpty() ? Unknown.NOTHING : new Unknown(left, holder.deadline())));
        }
    }

    /**
     * Contract, section 7: its Call-ID; where that is used again, {@code ;} and the From tag behind it. A Call-ID with a
     * semicolon, which RFC 3261 does not know, always has its tag behind it: so no two calls have one id.
     */
    private String newId(String callId, String fromTag, long cseq) {
        if (isFirst(callId) && store.get(callId) == null) {
            return callId;
        }
        String ofTag = callId + ';' + Leg.tag(fromTag).replace(";", "%3B");
        String id = ofTag;
        for (int i = 0; store.get(id) != null; i++) {
            id = ofTag + ';' + cseq + (i == 0 ? "" : "." + i);
        }
        return id;
    }

    /** The other calls and legs of a Call-ID, for one of them. */
    Siblings siblings(String callId, String own) {
        if (own.equals(callId) && !idsOfCallId.containsKey(callId)) {
            return Siblings.NONE;
        }
        return () -> {
            var calls = new ArrayList<TrackedCall>();
            TrackedCall first = own.equals(callId) ? null : store.get(callId);
            if (first != null) {
                calls.add(first);
            }
            List<String> ids = idsOfCallId.getOrDefault(callId, List.of());
            for (String id : ids.subList(0, Math.min(ids.size(), MOST_SIBLINGS))) {
                TrackedCall call = id.equals(own) ? null : store.get(id);
                if (call != null) {
                    calls.add(call);
                }
            }
            return calls;
        };
    }

    private void enter(String id, CallSetup setup) {
        if (!id.equals(setup.callId())) {
            idsOfLeg.computeIfAbsent(Leg.of(setup), leg -> new ArrayList<>()).add(id);
            idsOfCallId
                    .computeIfAbsent(setup.callId(), callId -> new ArrayList<>())
                    .add(id);
        }
    }

    private void leave(String id, CallSetup setup) {
        if (!id.equals(setup.callId())) {
            remove(idsOfLeg, Leg.of(setup), id);
            remove(idsOfCallId, setup.callId(), id);
        }
    }

    private static <K> void remove(Map<K, List<String>> map, K key, String id) {
        map.computeIfPresent(key, (same, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }
}
