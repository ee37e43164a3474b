package io.trunkline.rating.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Payer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ledgers of the accounts that pay for a call must know of it: one record for each, keyed by account. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = CallEvent.Revised.class, name = "revised"),
    @JsonSubTypes.Type(value = CallEvent.Ended.class, name = "ended")
})
public sealed interface CallEvent {

    /** The call as it stands with this. */
    Call call();

    /** When the collector got the message that made it so, or the moment of the time-out. */
    Instant receivedAt();

    /**
     * It was answered: from here on it costs.
     *
     * @param since when it was answered, by the collector's clock: a packet that comes late gives no free seconds
     */
    record Answered(Call.Answered call, Instant receivedAt, Instant since) implements CallEvent {

        /** Earlier records have no other moment than that of receipt. */
        public Answered {
            since = since == null ? receivedAt : since;
        }
    }

    /** It is not certain any more that it is up, or it is again. */
    record Revised(Call.Answered call, Instant receivedAt) implements CallEvent {}

    /** It ended, answered or not. */
    record Ended(Call.Ended call, Instant receivedAt) implements CallEvent {}

    /** The accounts whose ledgers must hear of it: all that pay; of a call that was never answered the caller's own. */
    default Set<String> accounts() {
        boolean costs = !(call() instanceof Call.Ended ended) || ended.answeredAt() != null;
        return call().setup().payers().stream()
                .filter(payer -> costs || payer.level() == Payer.CALLERS_LEVEL)
                .map(Payer::accountId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
