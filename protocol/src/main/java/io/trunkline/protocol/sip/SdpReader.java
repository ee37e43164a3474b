package io.trunkline.protocol.sip;

/** Finds the media of a session description (RFC 8866), alone or in a multipart body (RFC 2046). */
final class SdpReader {

    private static final Name SDP = Name.of("application/sdp");
    private static final Name MULTIPART = Name.of("multipart/");

    private SdpReader() {}

    /** Adds the media in the body, if the message has one whose content type says that there may be a description in it. */
    static void read(byte[] bytes, SipMessage message) {
        int type = message.start(SipField.CONTENT_TYPE);
        int typeEnd = type + message.length(SipField.CONTENT_TYPE);
        int start = message.start(SipField.BODY);
        int end = start + message.length(SipField.BODY);
        if (SDP.begins(bytes, type, typeEnd)) {
            readLines(bytes, start, end, message);
        } else if (MULTIPART.begins(bytes, type, typeEnd)) {
            readParts(bytes, start, end, message);
        }
    }

    /** Every line is a letter, an equals sign and a value (RFC 8866 5). */
    private static void readLines(byte[] bytes, int start, int end, SipMessage message) {
        long session = Range.ABSENT;
        boolean inSession = true;
        // Of what the lines are about, the session or a medium, the first connection counts.
        boolean connected = false;
        for (int line = start; line + 1 < end; ) {
            int lineFeed = Octets.findLineFeed(bytes, line, end);
            if (bytes[line + 1] == '=' && bytes[line] == 'm') {
                if (!message.addMedium(value(bytes, line, lineFeed), session)) {
                    return;
                }
                inSession = false;
                connected = false;
            } else if (bytes[line + 1] == '=' && bytes[line] == 'c' && !connected) {
                connected = true;
                if (inSession) {
                    session = value(bytes, line, lineFeed);
                } else {
                    message.connectLastMedium(value(bytes, line, lineFeed));
                }
            }
            line = lineFeed + 1;
        }
    }

    private static long value(byte[] bytes, int line, int lineFeed) {
        int value = line + 2;
        return Range.of(value, Octets.trimEnd(bytes, value, lineFeed));
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
                    int part = Math.min(lineFeed + 1, end);
                    readLines(bytes, part, partEnd(bytes, part, end), message);
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
