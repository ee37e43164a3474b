package io.trunkline.protocol.sip;

/** Reads {@code INVITE sip:bob@example.com SIP/2.0} and {@code SIP/2.0 200 OK} (RFC 3261 7.1 and 7.2). */
final class StartLine {

    private static final Name PROTOCOL = Name.of("SIP/");
    private static final Name VERSION = Name.of("SIP/2.0");
    private static final Name VERSION_AT_END = Name.of(" SIP/2.0");
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 699;

    private StartLine() {}

    /** Reads the line that fills the range, without its end; false when it is no line of SIP. */
    static boolean read(byte[] bytes, int start, int end, UriReader uri, SipMessage message) {
        return PROTOCOL.begins(bytes, start, end)
                ? readStatus(bytes, start, end, message)
                : readRequest(bytes, start, end, uri, message);
    }

    private static boolean readStatus(byte[] bytes, int start, int end, SipMessage message) {
        int versionEnd = Octets.find(bytes, start, end, ' ');
        checkVersion(bytes, start, versionEnd, message);
        int code = Octets.skipSpace(bytes, versionEnd, end);
        int codeEnd = Octets.find(bytes, code, end, ' ');
        long status = Octets.number(bytes, code, codeEnd, LAST_STATUS);
        if (status >= FIRST_STATUS) {
            message.status((int) status);
        } else {
            message.flag(SipFlag.BAD_STATUS);
        }
        if (code - versionEnd != 1 || codeEnd == end) {
            message.flag(SipFlag.BAD_START_LINE);
        }
        message.put(SipField.REASON_PHRASE, Math.min(codeEnd + 1, end), end);
        return true;
    }

    private static boolean readRequest(byte[] bytes, int start, int end, UriReader uri, SipMessage message) {
        int methodEnd = Octets.find(bytes, start, end, ' ', '\t');
        int lineEnd = Octets.trimEnd(bytes, start, end);
        int version = versionStart(bytes, methodEnd, lineEnd);
        SipMethod method = SipMethod.of(bytes, start, methodEnd);
        if (version < 0 || (method == SipMethod.OTHER && !Octets.isToken(bytes, start, methodEnd))) {
            return false;
        }
        message.foundRequest();
        message.method(method);
        message.put(SipField.METHOD, start, methodEnd);
        checkVersion(bytes, version, lineEnd, message);
        int uriStart = Octets.skipSpace(bytes, methodEnd, version);
        int uriEnd = Octets.trimEnd(bytes, uriStart, version);
        if (uriStart - methodEnd != 1 || version - uriEnd != 1 || lineEnd != end) {
            message.flag(SipFlag.BAD_START_LINE);
        }
        readRequestUri(bytes, uriStart, uriEnd, uri, message);
        return true;
    }

    /** Where the last word of the line begins if that is a version of SIP, or -1. */
    private static int versionStart(byte[] bytes, int methodEnd, int lineEnd) {
        if (VERSION_AT_END.is(bytes, Math.max(methodEnd, lineEnd - VERSION_AT_END.length()), lineEnd)) {
            return lineEnd - VERSION_AT_END.length() + 1;
        }
        int version = lineEnd;
        while (version > methodEnd && !Octets.isSpace(bytes[version - 1])) {
            version--;
        }
        return version > methodEnd && PROTOCOL.begins(bytes, version, lineEnd) ? version : -1;
    }

    private static void checkVersion(byte[] bytes, int start, int end, SipMessage message) {
        if (!VERSION.is(bytes, start, end)) {
            message.flag(SipFlag.BAD_VERSION);
        }
    }

    private static void readRequestUri(byte[] bytes, int start, int end, UriReader uri, SipMessage message) {
        boolean bracketed = end - start > 2 && bytes[start] == '<' && bytes[end - 1] == '>';
        int uriStart = bracketed ? start + 1 : start;
        int uriEnd = bracketed ? end - 1 : end;
        message.put(SipField.REQUEST_URI, uriStart, uriEnd);
        boolean readable = uri.read(bytes, uriStart, uriEnd);
        if (!readable || bracketed || holdsSpaceOrHeaders(bytes, uriStart, uriEnd, uri)) {
            message.flag(SipFlag.BAD_REQUEST_URI);
        }
        if (uri.hasUser()) {
            message.put(SipField.REQUEST_URI_USER, uri.userStart(), uri.userEnd());
        }
        if (uri.hasHost()) {
            message.put(SipField.REQUEST_URI_HOST, uri.hostStart(), uri.hostEnd());
        }
    }

    /** Headers of a URI, behind a question mark, are not for a Request-URI (19.1.1, table 1); in a user part it is just a character. */
    private static boolean holdsSpaceOrHeaders(byte[] bytes, int start, int end, UriReader uri) {
        return Octets.holdsSpace(bytes, start, end)
                || (uri.hasHost() && Octets.find(bytes, uri.hostEnd(), end, '?') < end);
    }
}
