package io.trunkline.protocol.event;

import java.time.Instant;

/**
 * The switch was asked to end a call and did not. That it did is to be seen on the wire; that it did not is nowhere else.
 *
 * @param callId Call-ID of the call
 * @param fromTag tag of its caller's side, which tells calls of one Call-ID apart
 * @param by who asked for it, in words; null when nobody did and the balance was used up
 * @param reason why it was to end
 * @param why why it did not, in words
 * @param at when the switch answered, or was given up
 */
public record EndCallRefusal(String callId, String fromTag, String by, String reason, String why, Instant at) {

    /** What came of a command. */
    public static EndCallRefusal of(SwitchCommand.EndCall command, String why, Instant at) {
        return new EndCallRefusal(command.callId(), command.fromTag(), command.by(), command.reason(), why, at);
    }
}
