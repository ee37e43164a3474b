package io.trunkline.protocol.sip;

/** The headers that the scanner reads, by their full and compact names (RFC 3261 7.3.3, RFC 4028). */
enum SipHeader {
    VIA("Via", "v"),
    FROM("From", "f"),
    TO("To", "t"),
    CALL_ID("Call-ID", "i"),
    CSEQ("CSeq"),
    CONTACT("Contact", "m"),
    EXPIRES("Expires"),
    MAX_FORWARDS("Max-Forwards"),
    ROUTE("Route"),
    RECORD_ROUTE("Record-Route"),
    CONTENT_TYPE("Content-Type", "c"),
    CONTENT_LENGTH("Content-Length", "l"),
    AUTHORIZATION("Authorization"),
    PROXY_AUTHORIZATION("Proxy-Authorization"),
    SESSION_EXPIRES("Session-Expires", "x"),
    SESSION_ID("Session-ID"),
    REASON("Reason"),
    USER_AGENT("User-Agent"),
    SERVER("Server"),
    P_ASSERTED_IDENTITY("P-Asserted-Identity"),
    P_CHARGING_VECTOR("P-Charging-Vector"),
    DATE("Date"),
    /** All that the scanner does not read. */
    OTHER("");

    /** No two names share a slot: a test holds that. */
    private static final int SLOTS = 64;

    private static final Name[] NAMES = new Name[SLOTS];
    private static final SipHeader[] HEADERS = new SipHeader[SLOTS];

    static {
        for (SipHeader header : values()) {
            enter(header.fullName, header);
            enter(header.compactName, header);
        }
    }

    private final String fullName;
    private final String compactName;

    SipHeader(String fullName, String compactName) {
        this.fullName = fullName;
        this.compactName = compactName;
    }

    SipHeader(String fullName) {
        this(fullName, "");
    }

    private static void enter(String text, SipHeader header) {
        if (!text.isEmpty()) {
            Name name = Name.of(text);
            int slot = slot(name.length(), text.charAt(0), text.charAt(text.length() - 1));
            NAMES[slot] = name;
            HEADERS[slot] = header;
        }
    }

    /** The header whose name fills the range, in any case. */
    static SipHeader of(byte[] bytes, int start, int end) {
        if (start >= end) {
            return OTHER;
        }
        int slot = slot(end - start, bytes[start], bytes[end - 1]);
        Name name = NAMES[slot];
        return name != null && name.is(bytes, start, end) ? HEADERS[slot] : OTHER;
    }

    /** A hash without collisions among the names above, the same for capital and small letters. */
    private static int slot(int length, int first, int last) {
        return (4 * length + 3 * (first | 0x20) + 31 * (last | 0x20)) & (SLOTS - 1);
    }

    /** A bit of its own in a set of headers. */
    @SuppressWarnings("EnumOrdinal") // The set is forgotten with the message: no order needs to last.
    int bit() {
        return 1 << ordinal();
    }
}
