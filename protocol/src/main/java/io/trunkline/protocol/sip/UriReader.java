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

    /**
     * Reads the URI that begins here and ends at a closing bracket, in one go: {@code sip:user:password@host:port},
     * with or without password, port and parameters. As most are.
     *
     * @return where the bracket stands; or -1 when the URI is not of this form, and nothing is known of it
     */
    int readUpToBracket(byte[] bytes, int start, int limit) {
        if (!SIP.begins(bytes, start, limit)) {
            return -1;
        }
        int user = start + SIP_LENGTH;
        int at = userPartEnd(bytes, user, limit);
        if (userEnd == user || at == limit || bytes[at] != '@') {
            return -1;
        }
        userStart = user;
        hostStart = at + 1;
        hostEnd = Octets.findDelimiter(bytes, hostStart, limit);
        at = hostEnd;
        if (at < limit && bytes[at] == ':') {
            at++;
            while (at < limit && Octets.isDigit(bytes[at])) {
                at++;
            }
            if (at == hostEnd + 1) {
                return -1;
            }
        }
        if (at < limit && bytes[at] == ';') {
            at = Octets.findOrSpace(bytes, at, limit, '>');
        }
        broken = false;
        boolean whole = at < limit && bytes[at] == '>' && hostStart < hostEnd && bytes[hostStart] != '[';
        return whole ? at : -1;
    }

    /** The at sign behind a user part, of which the end before a password is remembered; or what else comes first. */
    private int userPartEnd(byte[] bytes, int start, int limit) {
        int at = Octets.findDelimiter(bytes, start < limit && bytes[start] == '+' ? start + 1 : start, limit);
        userEnd = at;
        if (at < limit && bytes[at] == ':') {
            at = Octets.findDelimiter(bytes, at + 1, limit);
        }
        return at;
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
