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

    /** The contacts that it names. */
    List<Contact> contacts();

    /** The Expires header in seconds; -1 when there is none. */
    long expires();

    /**
     * A contact.
     *
     * @param uri its URI without angle brackets
     * @param expires its expires parameter in seconds; -1 when there is none
     */
    record Contact(String uri, long expires) {}

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
            List<Contact> contacts,
            long expires,
            boolean star,
            String user,
            boolean withCredentials,
            String userAgent)
            implements RegisterMessage {}

    /**
     * A response to a REGISTER.
     *
     * @param status 100 to 699
     * @param reason its reason phrase; may be empty
     */
    record Response(
            Capture capture, String callId, long cseq, List<Contact> contacts, long expires, int status, String reason)
            implements RegisterMessage {}
}
