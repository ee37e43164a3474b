package io.trunkline.protocol.sip;

import java.util.Arrays;

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
    WWW_AUTHENTICATE("WWW-Authenticate"),
    PROXY_AUTHENTICATE("Proxy-Authenticate"),
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

    /** Found by trying: it spreads the names over the slots. */
    private static final long HASH = 0xD6ECBDDCD1F952FBL;

    private static final long SMALL_LETTERS = 0x2020_2020_2020_2020L;

    private static final Name[] NAMES = new Name[SLOTS];
    private static final SipHeader[] HEADERS = new SipHeader[SLOTS];

    /** The first words of the names and the second ones, and their bits of case: most names are told by these alone. */
    private static final long[] FIRST = new long[SLOTS];

    private static final long[] FIRST_CASE = new long[SLOTS];
    private static final long[] SECOND = new long[SLOTS];
    private static final long[] SECOND_CASE = new long[SLOTS];
    private static final int[] LENGTH = new int[SLOTS];

    static {
        // Nothing is equal to an empty slot.
        Arrays.fill(FIRST_CASE, -1);
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
            int slot = slot(name.first(), name.second());
            NAMES[slot] = name;
            HEADERS[slot] = header;
            FIRST[slot] = name.first();
            FIRST_CASE[slot] = name.firstCase();
            SECOND[slot] = name.second();
            SECOND_CASE[slot] = name.secondCase();
            LENGTH[slot] = name.length();
        }
    }

    /** The header whose name fills the range, in any case. */
    static SipHeader of(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length <= 0) {
            return OTHER;
        }
        long first = Octets.word(bytes, start, Math.min(length, Long.BYTES));
        long second = length > Long.BYTES
                ? Octets.word(bytes, start + Long.BYTES, Math.min(length - Long.BYTES, Long.BYTES))
                : 0;
        SipHeader header = of(first, second, length);
        return length <= 2 * Long.BYTES || header == OTHER || NAMES[slot(first, second)].is(bytes, start, end)
                ? header
                : OTHER;
    }

    /**
     * The header whose name has this length and these words, in any case.
     *
     * @param first its first eight bytes, the first lowest; zeros behind its end
     * @param second the eight bytes behind them; what comes behind those is not looked at
     */
    static SipHeader of(long first, long second, int length) {
        int slot = slot(first, second);
        long difference = ((first | FIRST_CASE[slot]) ^ FIRST[slot])
                | ((second | SECOND_CASE[slot]) ^ SECOND[slot])
                | (length ^ LENGTH[slot]);
        return difference == 0 ? HEADERS[slot] : OTHER;
    }

    /** A hash of the first sixteen bytes, the same for capital and small letters. */
    private static int slot(long first, long second) {
        return (int) ((((first | SMALL_LETTERS) + 3 * (second | SMALL_LETTERS)) * HASH) >>> 58);
    }

    /** A bit of its own in a set of headers. */
    @SuppressWarnings("EnumOrdinal") // The set is forgotten with the message: no order needs to last.
    int bit() {
        return 1 << ordinal();
    }
}
