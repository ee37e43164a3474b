package io.trunkline.protocol.sip;

/**
 * The parts of a message that the scanner finds; each is a range of its bytes. Of a header that occurs several
 * times, and of a list of values, the first (top) one counts.
 */
public enum SipField {
    /** The method of a request, as it is written. */
    METHOD,
    /** The Request-URI. */
    REQUEST_URI,
    /** Its user part without a password; of a {@code tel} URI the number. */
    REQUEST_URI_USER,
    /** Its host without port; a version 6 address in its brackets. */
    REQUEST_URI_HOST,
    /** The text after the status; may be empty. */
    REASON_PHRASE,
    /** The Call-ID. */
    CALL_ID,
    /** The method in the CSeq. */
    CSEQ_METHOD,
    /** The caller's display name, without quotes. */
    FROM_DISPLAY,
    /** The caller's URI, without angle brackets. */
    FROM_URI,
    /** The user part of the caller's URI, as {@link #REQUEST_URI_USER}. */
    FROM_USER,
    /** The host of the caller's URI, as {@link #REQUEST_URI_HOST}. */
    FROM_HOST,
    /** The caller's tag. */
    FROM_TAG,
    /** The called party's display name, without quotes. */
    TO_DISPLAY,
    /** The called party's URI, without angle brackets. */
    TO_URI,
    /** The user part of the called party's URI, as {@link #REQUEST_URI_USER}. */
    TO_USER,
    /** The host of the called party's URI, as {@link #REQUEST_URI_HOST}. */
    TO_HOST,
    /** The called party's tag. */
    TO_TAG,
    /** The transport in the top Via: {@code UDP}, {@code TLS} … */
    VIA_TRANSPORT,
    /** Host and port in the top Via, as they are written. */
    VIA_SENT_BY,
    /** The branch of the top Via. */
    VIA_BRANCH,
    /** The {@code received} parameter of the top Via. */
    VIA_RECEIVED,
    /** The {@code rport} parameter of the top Via (RFC 3581); empty when it is there without a value. */
    VIA_RPORT,
    /** The first URI of P-Asserted-Identity (RFC 3325). */
    ASSERTED_URI,
    /** Its user part, as {@link #REQUEST_URI_USER}. */
    ASSERTED_USER,
    /** The {@code icid-value} of P-Charging-Vector (RFC 7315), without quotes. */
    ICID,
    /** The sender's own identifier in Session-ID (RFC 7989). */
    SESSION_ID,
    /** The {@code remote} parameter of Session-ID. */
    SESSION_ID_REMOTE,
    /** The {@code username} of Authorization, without quotes. */
    AUTH_USERNAME,
    /** The {@code realm} of Authorization, without quotes. */
    AUTH_REALM,
    /** The {@code username} of Proxy-Authorization, without quotes. */
    PROXY_AUTH_USERNAME,
    /** The {@code realm} of Proxy-Authorization, without quotes. */
    PROXY_AUTH_REALM,
    /** The first {@code realm} of WWW-Authenticate and Proxy-Authenticate, without quotes: for whom credentials are asked. */
    CHALLENGE_REALM,
    /** The first Reason header (RFC 3326), whole. */
    REASON,
    /** The User-Agent header. */
    USER_AGENT,
    /** The Server header. */
    SERVER,
    /** The Content-Type header, whole. */
    CONTENT_TYPE,
    /** The body, as long as Content-Length says and the message is. */
    BODY;

    /** Its place in an array of all fields. */
    @SuppressWarnings("EnumOrdinal") // Arrays and sets of them are never stored: no order needs to last.
    int index() {
        return ordinal();
    }

    /** A bit of its own in a set of fields. */
    @SuppressWarnings("EnumOrdinal") // Arrays and sets of them are never stored: no order needs to last.
    long bit() {
        return 1L << ordinal();
    }
}
