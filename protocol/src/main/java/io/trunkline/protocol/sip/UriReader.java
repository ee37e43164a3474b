package io.trunkline.protocol.sip;

/**
 * Takes a URI apart: {@code sip:user:password@host:port;parameters?headers} (RFC 3261 19.1.1), and the number
 * of {@code tel:number;parameters} (RFC 3966). One a scanner; what it found holds until it reads the next.
 */
final class UriReader {

    private static final int ABSENT = -1;

    private int userStart;
    private int userEnd;
    private int hostStart;
    private int hostEnd;

    /** Reads the URI that fills the range; false when it is none. Of other schemes than these nothing is taken. */
    boolean read(byte[] bytes, int start, int end) {
        userStart = ABSENT;
        hostStart = ABSENT;
        int colon = schemeEnd(bytes, start, end);
        if (colon < 0) {
            return false;
        }
        if (Octets.isName(bytes, start, colon, "sip") || Octets.isName(bytes, start, colon, "sips")) {
            return readSip(bytes, colon + 1, end);
        }
        if (Octets.isName(bytes, start, colon, "tel")) {
            userStart = colon + 1;
            userEnd = Octets.find(bytes, userStart, end, ';');
            return userStart < userEnd;
        }
        return colon + 1 < end;
    }

    /** Where the colon behind the scheme stands, or -1. */
    private static int schemeEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && Octets.isToken(bytes[at])) {
            at++;
        }
        return at > start && at < end && bytes[at] == ':' ? at : ABSENT;
    }

    private boolean readSip(byte[] bytes, int start, int end) {
        int host = start;
        int at = Octets.find(bytes, start, end, '@');
        if (at < end) {
            userStart = start;
            userEnd = Octets.find(bytes, start, at, ':');
            host = at + 1;
        }
        hostStart = host;
        hostEnd = hostEnd(bytes, host, end);
        return hostStart < hostEnd && userStart != userEnd && isPortOrEnd(bytes, hostEnd, end);
    }

    /** Whether a port of digits, parameters, headers or nothing follows the host. */
    private static boolean isPortOrEnd(byte[] bytes, int start, int end) {
        int at = start;
        if (at < end && bytes[at] == ':') {
            at++;
            while (at < end && Octets.isDigit(bytes[at])) {
                at++;
            }
            if (at == start + 1) {
                return false;
            }
        }
        return at == end || bytes[at] == ';' || bytes[at] == '?';
    }

    private static int hostEnd(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == '[') {
            int close = Octets.find(bytes, start, end, ']');
            return close == end ? start : close + 1;
        }
        int at = start;
        while (at < end && bytes[at] != ':' && bytes[at] != ';' && bytes[at] != '?') {
            at++;
        }
        return at;
    }

    boolean hasUser() {
        return userStart >= 0;
    }

    int userStart() {
        return userStart;
    }

    int userEnd() {
        return userEnd;
    }

    boolean hasHost() {
        return hostStart >= 0;
    }

    int hostStart() {
        return hostStart;
    }

    int hostEnd() {
        return hostEnd;
    }
}
