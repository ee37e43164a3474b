package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What the switch is asked to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SwitchCommand.EndCall.class, name = "end-call"),
    @JsonSubTypes.Type(value = SwitchCommand.Block.class, name = "block"),
    @JsonSubTypes.Type(value = SwitchCommand.Unblock.class, name = "unblock"),
    @JsonSubTypes.Type(value = SwitchCommand.RemoveBinding.class, name = "remove-binding")
})
public sealed interface SwitchCommand {

    /** When it was asked. */
    Instant at();

    /**
     * End a call.
     *
     * @param callId its Call-ID
     * @param fromTag tag of the caller's side
     * @param toTag tag of the called side
     * @param reason for the log
     * @param by who asked for it, in words; null when nobody did and the balance was used up
     */
    record EndCall(String callId, String fromTag, String toTag, String reason, Instant at, String by)
            implements SwitchCommand {

        /** One for which nobody asked. */
        public EndCall(String callId, String fromTag, String toTag, String reason, Instant at) {
            this(callId, fromTag, toTag, reason, at, null);
        }
    }

    /** Refuse new calls of an account that cost something. */
    record Block(String accountId, String reason, Instant at) implements SwitchCommand {}

    /** Take its calls again. */
    record Unblock(String accountId, Instant at) implements SwitchCommand {}

    /**
     * Forget where an endpoint is, until it registers anew.
     *
     * @param registrationId id of the registration
     * @param aor its address of record
     * @param contact the contact's URI
     * @param by who asked for it, in words
     */
    record RemoveBinding(String registrationId, String aor, String contact, String by, Instant at)
            implements SwitchCommand {}
}
