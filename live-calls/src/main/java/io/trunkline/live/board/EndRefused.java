package io.trunkline.live.board;

import io.trunkline.protocol.event.EndCallRefusal;
import java.time.Instant;

/**
 * The switch was asked to end a call and did not: it goes on.
 *
 * @param by who asked for it; null when nobody did and the balance was used up
 * @param reason why it was to end
 * @param why why it did not, in words
 * @param at when the switch answered, or was given up
 */
public record EndRefused(String by, String reason, String why, Instant at) {

    static EndRefused of(EndCallRefusal refusal) {
        return new EndRefused(refusal.by(), refusal.reason(), refusal.why(), refusal.at());
    }
}
