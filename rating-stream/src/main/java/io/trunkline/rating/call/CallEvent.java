package io.trunkline.rating.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trunkline.protocol.event.Call;
import java.time.Instant;

/** What the ledger must know of a call. Keyed by the paying account, or by the empty text when nobody pays. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = CallEvent.Ended.class, name = "ended")
})
public sealed interface CallEvent {

    /** The call as it stands with this. */
    Call call();

    /** When the collector got the message that made it so, or the moment of the time-out. */
    Instant receivedAt();

    /** It was answered: from here on it costs. */
    record Answered(Call.Answered call, Instant receivedAt) implements CallEvent {}

    /** It ended, answered or not. */
    record Ended(Call.Ended call, Instant receivedAt) implements CallEvent {}

    /** The key by which the event goes to its ledger. */
    default String key() {
        String account = call().setup().accountId();
        return account == null ? "" : account;
    }
}
