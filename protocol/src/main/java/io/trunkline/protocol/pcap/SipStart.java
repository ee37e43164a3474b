package io.trunkline.protocol.pcap;

import java.nio.charset.StandardCharsets;

/** Tells SIP from everything else by its first line (RFC 3261, 7.1 and 7.2). */
final class SipStart {

    /** How much of a first line is looked at. */
    static final int LONGEST = 4096;

    private static final int LONGEST_METHOD = 32;
    private static final byte[] VERSION = {'S', 'I', 'P', '/', '2', '.', '0'};

    private SipStart() {}

    /** Whether a message may begin here: {@code SIP/2.0 …} or {@code METHOD uri SIP/2.0}. */
    static boolean at(byte[] bytes, int offset, int end) {
        if (isVersion(bytes, offset, end)) {
            int space = offset + VERSION.length;
            return space < end && bytes[space] == ' ';
        }
        int methodEnd = offset;
        while (methodEnd < end && methodEnd - offset < LONGEST_METHOD && isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == offset || methodEnd >= end || bytes[methodEnd] != ' ') {
            return false;
        }
        int lineEnd = lineEnd(bytes, methodEnd, Math.min(end, offset + LONGEST));
        while (lineEnd > methodEnd && (bytes[lineEnd - 1] == ' ' || bytes[lineEnd - 1] == '\r')) {
            lineEnd--;
        }
        int version = lineEnd - VERSION.length;
        return version > methodEnd && bytes[version - 1] == ' ' && isVersion(bytes, version, lineEnd);
    }

    /** Whether a WebSocket may be opened here: {@code GET path HTTP/1.1}, or {@code HTTP/1.1 101 …} (RFC 6455, 4). */
    static boolean opensWebSocket(byte[] bytes, int offset, int end) {
        int lineEnd = lineEnd(bytes, offset, Math.min(end, offset + LONGEST));
        String line = new String(bytes, offset, lineEnd - offset, StandardCharsets.ISO_8859_1).stripTrailing();
        return line.startsWith("HTTP/1.1 101") || (line.startsWith("GET ") && line.endsWith(" HTTP/1.1"));
    }

    /** Whether the bytes could become a start line when more of them come. */
    static boolean mayBecome(byte[] bytes, int offset, int end) {
        return end - offset < LONGEST
                && lineEnd(bytes, offset, end) == end
                && (end == offset || isToken(bytes[offset]));
    }

    /** The offset of the next LF, or {@code end}. */
    static int lineEnd(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isVersion(byte[] bytes, int offset, int end) {
        if (end - offset < VERSION.length) {
            return false;
        }
        for (int i = 0; i < VERSION.length; i++) {
            // The version is compared without regard to case (RFC 3261, 7.1).
            int wanted = VERSION[i];
            int found = bytes[offset + i];
            if (found != wanted && !(wanted >= 'A' && found == wanted + ('a' - 'A'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToken(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || "-.!%*_+`'~".indexOf(b) >= 0;
    }
}
