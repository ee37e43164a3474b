package io.trunkline.rating.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A message with a Call-ID that is not a REGISTER or its response. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallMessage.Invite.class, name = "invite"),
    @JsonSubTypes.Type(value = CallMessage.Request.class, name = "request"),
    @JsonSubTypes.Type(value = CallMessage.Response.class, name = "response")
})
public sealed interface CallMessage {

    /** Where and when it was seen. */
    Capture capture();

    /** To which dialog and transaction it belongs. */
    Envelope envelope();

    /**
     * An INVITE without a tag in its To: it starts a call, or tries again to.
     *
     * @param vias branches of its Via values, the last hop's first: one for each hop so far; empty where one has none
     * @param maxForwards its Max-Forwards: the nearer to the caller, the higher; -1 when there is none
     * @param parties whom it names
     */
    record Invite(Capture capture, Envelope envelope, List<String> vias, int maxForwards, Parties parties)
            implements CallMessage {

        /** Takes an unmodifiable copy of the branches. */
        public Invite {
            vias = List.copyOf(vias);
        }
    }

    /**
     * Any other request; an INVITE within a dialog (a re-INVITE) is one of these.
     *
     * @param q850 Q.850 cause of its Reason (RFC 3326); -1 when there is none
     */
    record Request(Capture capture, Envelope envelope, int q850) implements CallMessage {}

    /**
     * A response.
     *
     * @param status 100 to 699
     * @param q850 Q.850 cause of its Reason (RFC 3326); -1 when there is none
     * @param challengeRealm the realm for which it asks credentials (RFC 3261, 22.1); null when it asks for none
     */
    record Response(Capture capture, Envelope envelope, int status, int q850, String challengeRealm)
            implements CallMessage {}
}
