package io.trunkline.protocol.sip;

/** Reads the name of a header, up to its colon (RFC 3261 7.3.1). One a scanner; what it found holds until it reads the next. */
final class HeaderName {

    private static final int THREE_WORDS = 3 * Long.BYTES;
    private static final long COLONS = ':' * Octets.LOW_BITS;

    private int end;
    private int colon;

    /** Reads the name that begins the range: which header it is; null when there is no name. */
    SipHeader read(byte[] bytes, int start, int limit) {
        if (start + THREE_WORDS <= bytes.length) {
            SipHeader header = readWords(bytes, start);
            end = colon;
            if (header != null && colon < limit && (header != SipHeader.OTHER || isName(bytes, start, end))) {
                return header;
            }
        }
        // A space before the colon may hide a name that is known.
        return readAnywhere(bytes, start, limit);
    }

    /** Reads a name of less than three words; null when there is no colon in these. */
    private SipHeader readWords(byte[] bytes, int start) {
        long first = Octets.word(bytes, start);
        long found = Octets.equal(first, COLONS);
        if (found != 0) {
            colon = start + Octets.index(found);
            return SipHeader.of(Octets.before(first, found), 0, colon - start);
        }
        long second = Octets.word(bytes, start + Long.BYTES);
        found = Octets.equal(second, COLONS);
        if (found != 0) {
            colon = start + Long.BYTES + Octets.index(found);
            return SipHeader.of(first, Octets.before(second, found), colon - start);
        }
        found = Octets.equal(Octets.word(bytes, start + 2 * Long.BYTES), COLONS);
        if (found != 0) {
            colon = start + 2 * Long.BYTES + Octets.index(found);
            return SipHeader.of(bytes, start, colon);
        }
        return null;
    }

    /** As {@link #read}, for what is longer, has spaces before the colon, or stands at the end of the array. */
    private SipHeader readAnywhere(byte[] bytes, int start, int limit) {
        colon = Octets.find(bytes, start, limit, ':');
        end = Octets.trimEnd(bytes, start, colon);
        SipHeader header = SipHeader.of(bytes, start, end);
        return colon < limit && (header != SipHeader.OTHER || isName(bytes, start, end)) ? header : null;
    }

    /** Names that are known are tokens; of others it is enough that they hold no space. */
    private static boolean isName(byte[] bytes, int start, int end) {
        return start < end && !Octets.holdsSpace(bytes, start, end);
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
