package io.trunkline.rating.link;

import io.trunkline.protocol.event.CallLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of a value, from the first leg that bears it until the last one is over. */
sealed interface Link {

    /** A value that more legs than this bear joins none: it is a constant, or somebody floods. */
    int MOST_LEGS = 16;

    /**
     * What a leg that bears it makes of it.
     *
     * @param before null when no leg bore it
     */
    static Link with(String value, Link before, LinkEvent.Borne leg) {
        return switch (before) {
            case null -> new Few(leg.at(), leg.mayBeCallId(), List.of(Leg.of(leg)));
            case Few few -> few.and(leg);
            case Many(var since, long open) -> new Many(since, open + 1);
        };
    }

    /** What is left of it without a leg; nothing when that was the last one. */
    Optional<Link> without(String callId);

    /** As others are told of it; nothing as long as there is nothing that could be joined. */
    Optional<CallLink> told(String value);

    /**
     * A leg that bears it.
     *
     * @param over whether it is over: it stays with the others as long as one of them is up
     */
    record Leg(String callId, Instant at, String by, boolean over) {

        static Leg of(LinkEvent.Borne leg) {
            return new Leg(leg.callId(), leg.at(), leg.by(), false);
        }
    }

    /**
     * Few enough bear it.
     *
     * @param since when the first one did
     * @param mayBeCallId whether it may be the Call-ID of one more leg
     * @param legs in the order in which they came
     */
    record Few(Instant since, boolean mayBeCallId, List<Leg> legs) implements Link {

        /** Takes an unmodifiable copy. */
        public Few {
            legs = List.copyOf(legs);
        }

        private Link and(LinkEvent.Borne more) {
            // A Call-ID that is used again while the value is up is another leg under the old name.
            List<Leg> others = legs.stream()
                    .filter(leg -> !leg.callId().equals(more.callId()))
                    .toList();
            if (others.size() == MOST_LEGS) {
                return new Many(
                        since, 1 + legs.stream().filter(leg -> !leg.over()).count());
            }
            var all = new ArrayList<>(others);
            all.add(Leg.of(more));
            return new Few(since, mayBeCallId || more.mayBeCallId(), all);
        }

        @Override
        public Optional<Link> without(String callId) {
            List<Leg> left = legs.stream()
                    .map(leg -> leg.callId().equals(callId) ? new Leg(callId, leg.at(), leg.by(), true) : leg)
                    .toList();
            return left.stream().allMatch(Leg::over)
                    ? Optional.empty()
                    : Optional.of(new Few(since, mayBeCallId, left));
        }

        @Override
        public Optional<CallLink> told(String value) {
            return legs.size() < 2 && !mayBeCallId
                    ? Optional.empty()
                    : Optional.of(new CallLink(
                            value,
                            since,
                            mayBeCallId,
                            legs.stream()
                                    .map(leg -> new CallLink.Leg(leg.callId(), leg.at(), leg.by()))
                                    .toList()));
        }
    }

    /**
     * Too many bear it: it joins nothing until the last of them is over.
     *
     * @param since when the first one did
     * @param open how many of them are not over
     */
    record Many(Instant since, long open) implements Link {

        @Override
        public Optional<Link> without(String callId) {
            return open == 1 ? Optional.empty() : Optional.of(new Many(since, open - 1));
        }

        @Override
        public Optional<CallLink> told(String value) {
            return Optional.of(new CallLink(value, since, false, List.of()));
        }
    }
}
