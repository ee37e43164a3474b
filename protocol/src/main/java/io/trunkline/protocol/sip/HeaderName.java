package io.trunkline.protocol.sip;

/** Reads the name of a header, up to its colon (RFC 3261 7.3.1). One a scanner; what it found holds until it reads the next. */
final class HeaderName {

    private static final int THREE_WORDS = 3 * Long.BYTES;
    private static final long COLONS = ':' * Octets.LOW_BITS;

    private SipHeader header = SipHeader.OTHER;
    private int end;
    private int colon;

    /** Reads the name that begins the range; false when there is none. */
    boolean read(byte[] bytes, int start, int limit) {
        if (start + THREE_WORDS > bytes.length || !readWords(bytes, start)) {
            return readAnywhere(bytes, start, limit);
        }
        end = colon;
        if (colon < limit && (header != SipHeader.OTHER || isName(bytes, start, end))) {
            return true;
        }
        // A space before the colon may hide a name that is known.
        return readAnywhere(bytes, start, limit);
    }

    /** Reads a name of less than three words; false when there is no colon in these. */
    private boolean readWords(byte[] bytes, int start) {
        long first = Octets.word(bytes, start);
        long found = Octets.equal(first, COLONS);
        if (found != 0) {
            colon = start + Octets.index(found);
            header = SipHeader.of(Octets.before(first, found), 0, colon - start);
            return true;
        }
        long second = Octets.word(bytes, start + Long.BYTES);
        found = Octets.equal(second, COLONS);
        if (found != 0) {
            colon = start + Long.BYTES + Octets.index(found);
            header = SipHeader.of(first, Octets.before(second, found), colon - start);
            return true;
        }
        found = Octets.equal(Octets.word(bytes, start + 2 * Long.BYTES), COLONS);
        if (found != 0) {
            colon = start + 2 * Long.BYTES + Octets.index(found);
            header = SipHeader.of(bytes, start, colon);
            return true;
        }
        return false;
    }

    /** As above, for what is longer, has spaces before the colon, or stands at the end of the array. */
    private boolean readAnywhere(byte[] bytes, int start, int limit) {
        colon = Octets.find(bytes, start, limit, ':');
        end = Octets.trimEnd(bytes, start, colon);
        header = SipHeader.of(bytes, start, end);
        return colon < limit && (header != SipHeader.OTHER || isName(bytes, start, end));
    }

    /** Names that are known are tokens; of others it is enough that they hold no space. */
    private static boolean isName(byte[] bytes, int start, int end) {
        return start < end && !Octets.holdsSpace(bytes, start, end);
    }

    /** Which header it is. */
    SipHeader header() {
        return header;
    }

    /** Where the name ends. */
    int end() {
        return end;
    }

    /** Where its colon stands. */
    int colon() {
        return colon;
    }
}
