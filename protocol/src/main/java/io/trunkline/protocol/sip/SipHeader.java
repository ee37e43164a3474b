package io.trunkline.protocol.sip;

/** The headers that the scanner reads, by their full and compact names. */
enum SipHeader {
    VIA,
    FROM,
    TO,
    CALL_ID,
    CSEQ,
    CONTACT,
    EXPIRES,
    MAX_FORWARDS,
    ROUTE,
    RECORD_ROUTE,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    AUTHORIZATION,
    PROXY_AUTHORIZATION,
    SESSION_EXPIRES,
    SESSION_ID,
    REASON,
    USER_AGENT,
    SERVER,
    P_ASSERTED_IDENTITY,
    P_CHARGING_VECTOR,
    DATE,
    OTHER;

    private static final long FROM_NAME = name("from");
    private static final long CSEQ_NAME = name("cseq");
    private static final long DATE_NAME = name("date");
    private static final long ROUTE_NAME = name("route");
    private static final long REASON_NAME = name("reason");
    private static final long SERVER_NAME = name("server");
    private static final long CALL_ID_NAME = name("call-id");
    private static final long CONTACT_NAME = name("contact");
    private static final long EXPIRES_NAME = name("expires");

    /** The header whose name fills the range, in any case. Told apart by length first: few share one. */
    static SipHeader of(byte[] bytes, int start, int end) {
        int length = end - start;
        return switch (length) {
            case 1 -> compact(bytes[start]);
            case 2 -> isName(bytes, start, end, "to", TO);
            case 3 -> isName(bytes, start, end, "via", VIA);
            case 4 -> {
                long name = Octets.folded(bytes, start, length);
                yield name == FROM_NAME ? FROM : name == CSEQ_NAME ? CSEQ : name == DATE_NAME ? DATE : OTHER;
            }
            case 5 -> Octets.folded(bytes, start, length) == ROUTE_NAME ? ROUTE : OTHER;
            case 6 -> {
                long name = Octets.folded(bytes, start, length);
                yield name == REASON_NAME ? REASON : name == SERVER_NAME ? SERVER : OTHER;
            }
            case 7 -> {
                long name = Octets.folded(bytes, start, length);
                yield name == CALL_ID_NAME
                        ? CALL_ID
                        : name == CONTACT_NAME ? CONTACT : name == EXPIRES_NAME ? EXPIRES : OTHER;
            }
            case 10 ->
                (bytes[start] | 0x20) == 'u'
                        ? isName(bytes, start, end, "user-agent", USER_AGENT)
                        : isName(bytes, start, end, "session-id", SESSION_ID);
            case 12 ->
                (bytes[start] | 0x20) == 'c'
                        ? isName(bytes, start, end, "content-type", CONTENT_TYPE)
                        : (bytes[start] | 0x20) == 'm'
                                ? isName(bytes, start, end, "max-forwards", MAX_FORWARDS)
                                : isName(bytes, start, end, "record-route", RECORD_ROUTE);
            case 13 -> isName(bytes, start, end, "authorization", AUTHORIZATION);
            case 14 -> isName(bytes, start, end, "content-length", CONTENT_LENGTH);
            case 15 -> isName(bytes, start, end, "session-expires", SESSION_EXPIRES);
            case 17 -> isName(bytes, start, end, "p-charging-vector", P_CHARGING_VECTOR);
            case 19 ->
                (bytes[start + 1] | 0x20) == 'r'
                        ? isName(bytes, start, end, "proxy-authorization", PROXY_AUTHORIZATION)
                        : isName(bytes, start, end, "p-asserted-identity", P_ASSERTED_IDENTITY);
            default -> OTHER;
        };
    }

    /** A bit of its own in a set of headers. */
    @SuppressWarnings("EnumOrdinal") // The set is forgotten with the message: no order needs to last.
    int bit() {
        return 1 << ordinal();
    }

    /** Compact forms (RFC 3261 7.3.3, RFC 4028). */
    private static SipHeader compact(byte name) {
        return switch (name | 0x20) {
            case 'v' -> VIA;
            case 'f' -> FROM;
            case 't' -> TO;
            case 'i' -> CALL_ID;
            case 'm' -> CONTACT;
            case 'c' -> CONTENT_TYPE;
            case 'l' -> CONTENT_LENGTH;
            case 'x' -> SESSION_EXPIRES;
            default -> OTHER;
        };
    }

    private static SipHeader isName(byte[] bytes, int start, int end, String name, SipHeader header) {
        return Octets.isName(bytes, start, end, name) ? header : OTHER;
    }

    private static long name(String text) {
        long folded = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            folded = (folded << Byte.SIZE) | text.charAt(i) | 0x20;
        }
        return folded;
    }
}
