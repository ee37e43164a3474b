package io.trunkline.protocol.sip;

/**
 * Takes a URI apart: {@code sip:user:password@host:port;parameters?headers} (RFC 3261 19.1.1), and the number
 * of {@code tel:number;parameters} (RFC 3966). One a scanner; what it found holds until it reads the next.
 */
final class UriReader {

    private static final int ABSENT = -1;

    private static final Name SIP = Name.of("sip:");
    private static final int SIP_LENGTH = 4;
    private static final Name SIPS = Name.of("sips:");
    private static final int SIPS_LENGTH = 5;
    private static final Name TEL = Name.of("tel:");
    private static final int TEL_LENGTH = 4;

    private int userStart;
    private int userEnd;
    private int hostStart;
    private int hostEnd;
    private boolean broken;

    /** Reads the URI that fills the range; false when it is none. Of other schemes than these nothing is taken. */
    boolean read(byte[] bytes, int start, int end) {
        userStart = ABSENT;
        hostStart = ABSENT;
        broken = !readScheme(bytes, start, end);
        return !broken;
    }

    private boolean readScheme(byte[] bytes, int start, int end) {
        if (SIP.begins(bytes, start, end)) {
            return readSip(bytes, start + SIP_LENGTH, end);
        }
        if (SIPS.begins(bytes, start, end)) {
            return readSip(bytes, start + SIPS_LENGTH, end);
        }
        if (TEL.begins(bytes, start, end)) {
            userStart = start + TEL_LENGTH;
            userEnd = Octets.find(bytes, userStart, end, ';');
            return userStart < userEnd;
        }
        int colon = Octets.find(bytes, start, end, ':');
        return Octets.isToken(bytes, start, colon) && colon + 1 < end;
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
        int at = Octets.findDelimiter(bytes, start, end);
        while (at < end && bytes[at] != ':' && bytes[at] != ';' && bytes[at] != '?') {
            at = Octets.findDelimiter(bytes, at + 1, end);
        }
        return at;
    }

    /** Whether what was read is no URI. */
    boolean broken() {
        return broken;
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
