package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What became of a mail, told whenever that changes. Of several claims of one mail the first holds, until it is given
 * back: whoever sends must have it before a server may take the mail, so none is sent twice.
 *
 * @param id of the mail: what it is about, to whom where there are several, and when that happened
 * @param kind what it is about: {@code low}, {@code suspended}, {@code alarm} …
 * @param accountId the account to whose owner it goes; null of an alarm's
 * @param state what became of it
 * @param process names the process that tells this, for as long as it runs
 * @param at when
 * @param detail for people: the server's reply code and the like, without any address; null where it goes without saying
 */
public record MailRecord(
        String id, String kind, String accountId, State state, String process, Instant at, String detail) {

    /** What became of a mail. */
    public enum State {
        /** The process is about to hand it to the server. Where nothing follows, nobody knows whether it came so far. */
        @JsonProperty("claimed")
        CLAIMED,
        /** The server did not take it: it may be claimed again. */
        @JsonProperty("released")
        RELEASED,
        /** The server has taken it. */
        @JsonProperty("sent")
        SENT,
        /** The server will not take it, now or later. */
        @JsonProperty("refused")
        REFUSED,
        /** It was tried for as long as it is worth something. */
        @JsonProperty("given-up")
        GIVEN_UP,
        /** The server may have taken it, and may not have: it is not sent again. */
        @JsonProperty("uncertain")
        UNCERTAIN;

        /** Whether nothing more will become of it. */
        public boolean isFinal() {
            return this != CLAIMED && this != RELEASED;
        }
    }
}
