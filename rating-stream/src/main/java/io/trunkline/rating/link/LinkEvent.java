package io.trunkline.rating.link;

import java.time.Instant;

/** What becomes of a value: a record of the topic of links, whose key is the value. */
sealed interface LinkEvent {

    /** The Call-ID of the leg. */
    String callId();

    /**
     * A leg bears it. Told once of each leg, until it is over.
     *
     * @param at when the message was captured
     * @param by as {@link SharedValue#by}
     * @param mayBeCallId as {@link SharedValue#mayBeCallId}
     */
    record Borne(String callId, Instant at, String by, boolean mayBeCallId) implements LinkEvent {}

    /** A leg that bore it is over, and nothing of it is kept any more. */
    record Over(String callId) implements LinkEvent {}
}
