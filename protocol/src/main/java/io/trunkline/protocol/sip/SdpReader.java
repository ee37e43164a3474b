package io.trunkline.protocol.sip;

/** Finds the connection and media lines of a session description (RFC 8866), alone or in a multipart body (RFC 2046). */
final class SdpReader {

    private static final Name SDP = Name.of("application/sdp");
    private static final Name MULTIPART = Name.of("multipart/");

    private SdpReader() {}

    /** Looks through the body, if its content type says that there may be a description in it. */
    static void read(byte[] bytes, int start, int end, SipMessage message) {
        if (!message.has(SipField.CONTENT_TYPE)) {
            return;
        }
        int type = message.start(SipField.CONTENT_TYPE);
        int typeEnd = type + message.length(SipField.CONTENT_TYPE);
        if (SDP.begins(bytes, type, typeEnd)) {
            readLines(bytes, start, end, message);
        } else if (MULTIPART.begins(bytes, type, typeEnd)) {
            readParts(bytes, start, end, message);
        }
    }

    private static void readLines(byte[] bytes, int start, int end, SipMessage message) {
        long session = Range.ABSENT;
        // Of what the lines are about, the session or a medium, the first connection counts.
        boolean connected = false;
        int line = isWanted(bytes, start, end) ? start : nextLine(bytes, start, end);
        while (line < end) {
            int lineFeed = Octets.findLineFeed(bytes, line, end);
            int value = line + 2;
            int valueEnd = Octets.trimEnd(bytes, value, lineFeed);
            if (bytes[line] == 'm') {
                putFirst(SipField.SDP_MEDIA, value, valueEnd, message);
                connected = !message.addMedia(value, valueEnd, session);
            } else if (!connected) {
                putFirst(SipField.SDP_CONNECTION, value, valueEnd, message);
                connected = true;
                if (message.media() == 0) {
                    session = Range.of(value, valueEnd);
                } else {
                    message.connectMedia(value, valueEnd);
                }
            }
            line = nextLine(bytes, lineFeed, end);
        }
    }

    /** Where the next connection or media line behind a line feed begins, or the end. */
    private static int nextLine(byte[] bytes, int start, int end) {
        int at = start;
        for (; at < end && at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long found = Octets.upToLineFeed(Octets.word(bytes, at));
            for (; found != 0; found &= found - 1) {
                int line = at + Octets.index(found) + 1;
                if (isWanted(bytes, line, end) && bytes[line - 1] == '\n') {
                    return line;
                }
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == '\n' && isWanted(bytes, at + 1, end)) {
                return at + 1;
            }
        }
        return end;
    }

    /** Every line is a letter, an equals sign and a value (RFC 8866 5). */
    private static boolean isWanted(byte[] bytes, int line, int end) {
        return line + 1 < end && bytes[line + 1] == '=' && (bytes[line] == 'c' || bytes[line] == 'm');
    }

    private static void putFirst(SipField field, int start, int end, SipMessage message) {
        if (!message.has(field)) {
            message.put(field, start, end);
        }
    }

    /** A part begins behind a line that starts with {@code --}, with its own headers up to an empty line. */
    private static void readParts(byte[] bytes, int start, int end, SipMessage message) {
        boolean inHeaders = false;
        boolean sdp = false;
        for (int at = start; at < end; ) {
            int lineFeed = Octets.findLineFeed(bytes, at, end);
            int lineEnd = Octets.trimEnd(bytes, at, lineFeed);
            if (isBoundary(bytes, at, lineEnd)) {
                inHeaders = true;
                sdp = false;
            } else if (inHeaders && at == lineEnd) {
                if (sdp) {
                    readLines(bytes, lineFeed + 1, partEnd(bytes, lineFeed + 1, end), message);
                    return;
                }
                inHeaders = false;
            } else if (inHeaders) {
                sdp |= isSdpHeader(bytes, at, lineEnd);
            }
            at = lineFeed + 1;
        }
    }

    private static boolean isBoundary(byte[] bytes, int start, int end) {
        return end - start > 2 && bytes[start] == '-' && bytes[start + 1] == '-';
    }

    private static boolean isSdpHeader(byte[] bytes, int start, int end) {
        int colon = Octets.find(bytes, start, end, ':');
        int nameEnd = Octets.trimEnd(bytes, start, colon);
        return colon < end
                && SipHeader.of(bytes, start, nameEnd) == SipHeader.CONTENT_TYPE
                && SDP.begins(bytes, Octets.skipSpace(bytes, colon + 1, end), end);
    }

    private static int partEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int lineFeed = Octets.findLineFeed(bytes, at, end);
            if (isBoundary(bytes, at, lineFeed)) {
                return at;
            }
            at = lineFeed + 1;
        }
        return end;
    }
}
