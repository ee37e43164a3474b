package io.trunkline.protocol.sip;

/** Finds the first connection and media lines of a session description (RFC 8866), alone or in a multipart body (RFC 2046). */
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
        boolean connection = false;
        for (int at = start; at + 1 < end; ) {
            int lineFeed = Octets.find(bytes, at, end, '\n');
            if (bytes[at + 1] == '=') {
                if (bytes[at] == 'c' && !connection) {
                    put(SipField.SDP_CONNECTION, bytes, at, lineFeed, message);
                    connection = true;
                } else if (bytes[at] == 'm' && !message.has(SipField.SDP_MEDIA)) {
                    put(SipField.SDP_MEDIA, bytes, at, lineFeed, message);
                }
            }
            if (connection && message.has(SipField.SDP_MEDIA)) {
                return;
            }
            at = lineFeed + 1;
        }
    }

    private static void put(SipField field, byte[] bytes, int line, int lineFeed, SipMessage message) {
        int value = line + 2;
        message.put(field, value, Octets.trimEnd(bytes, value, lineFeed));
    }

    /** A part begins behind a line that starts with {@code --}, with its own headers up to an empty line. */
    private static void readParts(byte[] bytes, int start, int end, SipMessage message) {
        boolean inHeaders = false;
        boolean sdp = false;
        for (int at = start; at < end; ) {
            int lineFeed = Octets.find(bytes, at, end, '\n');
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
            int lineFeed = Octets.find(bytes, at, end, '\n');
            if (isBoundary(bytes, at, lineFeed)) {
                return at;
            }
            at = lineFeed + 1;
        }
        return end;
    }
}
