package io.trunkline.protocol.sip;

/**
 * Reads one {@code "Alice" <sip:alice@example.com>} or {@code sip:alice@example.com}, up to its parameters
 * (RFC 3261 20.10 and 25.1). One a scanner; what it found holds until it reads the next.
 */
final class AddressReader {

    private final UriReader uri = new UriReader();

    private int displayStart;
    private int displayEnd;
    private boolean displayQuoted;
    private int uriStart;
    private int uriEnd;
    private int end;
    private boolean broken;

    /**
     * Reads the address at the start of the range.
     *
     * @param list whether a comma may end it
     * @return false when no URI could be found
     */
    boolean read(byte[] bytes, int start, int limit, boolean list) {
        broken = false;
        displayQuoted = false;
        displayStart = Octets.skipSpace(bytes, start, limit);
        displayEnd = displayStart;
        int at = displayStart;
        if (at < limit && bytes[at] == '<') {
            return readBracketed(bytes, at + 1, limit);
        }
        if (at < limit && bytes[at] == '"') {
            int past = Octets.pastQuotes(bytes, at, limit);
            if (past < 0) {
                broken = true;
            } else {
                displayStart = at + 1;
                displayEnd = past - 1;
                displayQuoted = true;
                at = Octets.skipSpace(bytes, past, limit);
            }
        }
        int open = findOpeningBracket(bytes, at, limit, list);
        if (open < 0) {
            return readBare(bytes, at, limit, list);
        }
        if (!displayQuoted) {
            displayEnd = Octets.trimEnd(bytes, displayStart, open);
            broken |= !isTokens(bytes, displayStart, displayEnd);
        } else {
            broken |= open != at;
        }
        return readBracketed(bytes, open + 1, limit);
    }

    /** The bracket that opens the URI, or -1 when the value's first parameter comes before it. */
    private static int findOpeningBracket(byte[] bytes, int start, int limit, boolean list) {
        for (int i = start; i < limit; i++) {
            byte b = bytes[i];
            if (b == '<') {
                return i;
            }
            if (b == ';' || (b == ',' && list)) {
                return -1;
            }
        }
        return -1;
    }

    /** A display name without quotes is tokens and spaces, or UTF-8, which RFC 3261 does not allow but many send. */
    private static boolean isTokens(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] >= 0 && !Octets.isToken(bytes[i]) && !Octets.isSpace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean readBracketed(byte[] bytes, int start, int limit) {
        uriStart = start;
        int close = uri.readUpToBracket(bytes, start, limit);
        if (close > 0) {
            uriEnd = close;
            end = close + 1;
            return true;
        }
        close = Octets.findOrSpace(bytes, start, limit, '>');
        uriEnd = close;
        if (close < limit && bytes[close] != '>') {
            close = Octets.find(bytes, close, limit, '>');
            uriStart = Octets.skipSpace(bytes, start, close);
            uriEnd = Octets.trimEnd(bytes, uriStart, close);
            broken = true;
        }
        broken |= close == limit;
        end = Math.min(close + 1, limit);
        uri.read(bytes, uriStart, uriEnd);
        return uriStart < uriEnd;
    }

    /** Without brackets a semicolon begins the header's parameters, and a question mark must not be there (20.10). */
    private boolean readBare(byte[] bytes, int start, int limit, boolean list) {
        displayEnd = displayStart;
        broken |= displayQuoted;
        displayQuoted = false;
        int at = start;
        while (at < limit && bytes[at] != ';' && !Octets.isSpace(bytes[at]) && !(list && bytes[at] == ',')) {
            broken |= bytes[at] == '?' || bytes[at] == ',' || bytes[at] == '"';
            at++;
        }
        uriStart = start;
        uriEnd = at;
        end = at;
        uri.read(bytes, uriStart, uriEnd);
        return uriStart < uriEnd;
    }

    /** The parts of its URI. */
    UriReader uri() {
        return uri;
    }

    int displayStart() {
        return displayStart;
    }

    int displayEnd() {
        return displayEnd;
    }

    boolean displayQuoted() {
        return displayQuoted;
    }

    int uriStart() {
        return uriStart;
    }

    int uriEnd() {
        return uriEnd;
    }

    /** Where the address ends and its parameters may begin. */
    int end() {
        return end;
    }

    /** Whether it could only be read by guessing, or its URI is none. */
    boolean broken() {
        return broken || uri.broken();
    }
}
