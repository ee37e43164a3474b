package io.trunkline.protocol.event;

import java.time.Instant;

/**
 * What became of an operator's wish that the switch forget a binding. Nothing of that is to be seen on the wire.
 *
 * @param registrationId id of the registration
 * @param aor its address of record
 * @param contact the contact's URI
 * @param by who wanted it, in words
 * @param refusal why the switch did not do it, in words; null when it did
 * @param at when the switch answered, or was given up
 */
public record BindingRemoval(String registrationId, String aor, String contact, String by, String refusal, Instant at) {

    /** The switch did it. */
    public static BindingRemoval done(SwitchCommand.RemoveBinding wish, Instant at) {
        return new BindingRemoval(wish.registrationId(), wish.aor(), wish.contact(), wish.by(), null, at);
    }

    /** It did not. */
    public static BindingRemoval refused(SwitchCommand.RemoveBinding wish, String why, Instant at) {
        return new BindingRemoval(wish.registrationId(), wish.aor(), wish.contact(), wish.by(), why, at);
    }
}
