package io.trunkline.rating.message;

import java.util.List;

/** A REGISTER or a response to one (RFC 3261, section 10). */
public sealed interface RegisterMessage {

    /** Where and when it was seen. */
    Capture capture();

    /** The Call-ID: with {@link #cseq()} it tells the transaction. */
    String callId();

    /** Number of the CSeq; -1 when there is none. */
    long cseq();

    /** Branch of the top Via: the same in a request and its responses on one hop (17.1.3); null without one. */
    String branch();

    /** The contacts that it names. */
    List<Contact> contacts();

    /** The Expires header in seconds; -1 when there is none. */
    long expires();

    /**
     * A contact.
     *
     * @param uri its URI without angle brackets
     * @param expires its expires parameter in seconds; -1 when there is none
     * @param instance its {@code +sip.instance} (RFC 5626, 4.1); null without one
     * @param regId its {@code reg-id} (RFC 5626, 4.2); -1 when there is none
     */
    record Contact(String uri, long expires, String instance, long regId) {}

    /**
     * A REGISTER.
     *
     * @param star whether its contact is {@code *}: all bindings are to go
     * @param user user part of the address of record; null without one
     * @param withCredentials whether it answers a challenge
     * @param userAgent what the endpoint calls itself; null when it does not say
     */
    record Request(
            Capture capture,
            String callId,
            long cseq,
            String branch,
            List<Contact> contacts,
            long expires,
            boolean star,
            String user,
            boolean withCredentials,
            String userAgent)
            implements RegisterMessage {

        /** Takes an unmodifiable copy of the contacts. */
        public Request {
            contacts = List.copyOf(contacts);
        }
    }

    /**
     * A response to a REGISTER.
     *
     * @param status 100 to 699
     * @param reason its reason phrase; may be empty
     */
    record Response(
            Capture capture,
            String callId,
            long cseq,
            String branch,
            List<Contact> contacts,
            long expires,
            int status,
            String reason)
            implements RegisterMessage {

        /** Takes an unmodifiable copy of the contacts. */
        public Response {
            contacts = List.copyOf(contacts);
        }
    }
}
