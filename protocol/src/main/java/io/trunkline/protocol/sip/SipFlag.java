package io.trunkline.protocol.sip;

/** What can be wrong with a message that is nevertheless kept. Paragraphs are those of RFC 3261. */
public enum SipFlag {
    /** The start line is not three parts with one space between each (7.1, 7.2). */
    BAD_START_LINE,
    /** The Request-URI is in angle brackets, holds spaces or headers, or is no URI (7.1, 19.1.1). */
    BAD_REQUEST_URI,
    /** The version is not 2.0 (7.1). */
    BAD_VERSION,
    /** The status is not a number from 100 to 699 (7.2). */
    BAD_STATUS,
    /** A line is neither a header nor goes on with one (7.3.1). */
    BAD_HEADER,
    /** A header of which there may be one occurs again; the first counts (7.3.1). */
    DUPLICATE_HEADER,
    /** Lines end in LF without CR (7). */
    BARE_LF,
    /** The message ends before the empty line that ends its headers (7). */
    CUT_OFF,
    /** There is no Call-ID (8.1.1). */
    NO_CALL_ID,
    /** There is no CSeq (8.1.1). */
    NO_CSEQ,
    /** There is no From (8.1.1). */
    NO_FROM,
    /** There is no To (8.1.1). */
    NO_TO,
    /** There is no Via (8.1.1). */
    NO_VIA,
    /** The Call-ID is empty or holds spaces (20.8). */
    BAD_CALL_ID,
    /** The CSeq is not a number below 2^31 and a method (20.16). */
    BAD_CSEQ,
    /** The method of the CSeq is not the request's (8.1.1.5). */
    CSEQ_MISMATCH,
    /** The From cannot be read whole (20.20). */
    BAD_FROM,
    /** The To cannot be read whole (20.39). */
    BAD_TO,
    /** The top Via cannot be read whole (20.42). */
    BAD_VIA,
    /** The branch of the top Via is the magic cookie and nothing else (8.1.1.7). */
    BAD_BRANCH,
    /** A Contact cannot be read whole (20.10). */
    BAD_CONTACT,
    /** There are more contacts than {@link SipMessage#MAX_CONTACTS}; the first were kept. */
    TOO_MANY_CONTACTS,
    /** An Expires header or parameter, or Session-Expires, is not a number below 2^32 (20.19). */
    BAD_EXPIRES,
    /** Max-Forwards is not a number up to 255 (20.22). */
    BAD_MAX_FORWARDS,
    /** The Date is not of the one form that is allowed, in GMT (20.17). */
    BAD_DATE,
    /** Content-Length is not a number, or more than there is (20.14). */
    BAD_LENGTH;

    /** A bit of its own in a set of flags. */
    @SuppressWarnings("EnumOrdinal") // Arrays and sets of them are never stored: no order needs to last.
    long bit() {
        return 1L << ordinal();
    }
}
