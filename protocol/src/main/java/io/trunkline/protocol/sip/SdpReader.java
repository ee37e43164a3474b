package io.trunkline.protocol.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the media of a session description (RFC 8866), alone or in a multipart body (RFC 2046). */
final class SdpReader {

    private static final Name SDP = Name.of("application/sdp");
    private static final Name MULTIPART = Name.of("multipart/");

    private SdpReader() {}

    /** The media in the body, if the message has one whose content type says that there may be a description in it. */
    static List<SipMedia> read(byte[] bytes, SipMessage message) {
        int type = message.start(SipField.CONTENT_TYPE);
        int typeEnd = type + message.length(SipField.CONTENT_TYPE);
        int start = message.start(SipField.BODY);
        int end = start + message.length(SipField.BODY);
        if (SDP.begins(bytes, type, typeEnd)) {
            return readLines(bytes, start, end);
        }
        return MULTIPART.begins(bytes, type, typeEnd) ? readParts(bytes, start, end) : List.of();
    }

    /** Every line is a letter, an equals sign and a value (RFC 8866 5). */
    private static List<SipMedia> readLines(byte[] bytes, int start, int end) {
        List<SipMedia> media = new ArrayList<>();
        String session = null;
        // Of what the lines are about, the session or a medium, the first connection counts.
        boolean connected = false;
        for (int line = start; line + 1 < end; ) {
            int lineFeed = Octets.findLineFeed(bytes, line, end);
            if (bytes[line + 1] == '=' && bytes[line] == 'm') {
                media.add(new SipMedia(value(bytes, line, lineFeed), session));
                connected = false;
            } else if (bytes[line + 1] == '=' && bytes[line] == 'c' && !connected) {
                String connection = value(bytes, line, lineFeed);
                connected = true;
                if (media.isEmpty()) {
                    session = connection;
                } else {
                    media.add(new SipMedia(media.removeLast().line(), connection));
                }
            }
            line = lineFeed + 1;
        }
        return List.copyOf(media);
    }

    private static String value(byte[] bytes, int line, int lineFeed) {
        int value = line + 2;
        int valueEnd = Octets.trimEnd(bytes, value, lineFeed);
        return new String(bytes, value, valueEnd - value, StandardCharsets.UTF_8);
    }

    /** A part begins behind a line that starts with {@code --}, with its own headers up to an empty line. */
    private static List<SipMedia> readParts(byte[] bytes, int start, int end) {
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
                    return readLines(bytes, part, partEnd(bytes, part, end));
                }
                inHeaders = false;
            } else if (inHeaders) {
                sdp |= isSdpHeader(bytes, at, lineEnd);
            }
            at = lineFeed + 1;
        }
        return List.of();
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
