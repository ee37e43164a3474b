package io.trunkline.exchange;

import java.util.List;

/**
 * A call that is written once and played many times, under another key each time, and what must come of it.
 *
 * @param accountId who pays
 * @param number the called number, E.164 digits
 * @param outcome as the API names it
 * @param answeredMillis when the 200 reaches the proxy, from the first message on; -1 for never
 * @param endedMillis when the first BYE, or the refusal, reaches the proxy, from the first message on
 * @param packets its messages, in the order of their moments, each as it comes to the proxy and as it leaves it
 */
public record CallTemplate(
        String accountId,
        String number,
        String outcome,
        long answeredMillis,
        long endedMillis,
        List<PacketTemplate> packets) {

    /** Whether somebody talks. */
    public boolean answered() {
        return answeredMillis >= 0;
    }

    /** From the answer to the end; 0 when it is not answered. */
    public long talkMillis() {
        return answered() ? endedMillis - answeredMillis : 0;
    }
}
