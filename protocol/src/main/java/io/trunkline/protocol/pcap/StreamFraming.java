package io.trunkline.protocol.pcap;

import java.util.Arrays;

/**
 * Cuts one direction of a stream into SIP messages by their Content-Length (RFC 3261, 18.3). Where it does
 * not know where a message begins, because bytes are missing or are not SIP, it looks for the next start line.
 */
final class StreamFraming {

    /** Takes the messages that were found. */
    @FunctionalInterface
    interface Messages {
        void message(long atMicros, byte[] bytes);
    }

    /** A longer message would not fit into a HEP packet. */
    static final int LONGEST_MESSAGE = 65_000;

    private static final byte[] NONE = {};
    private static final int NOT_FOUND = -1;
    private static final String CONTENT_LENGTH = "content-length";
    private static final String COMPACT_CONTENT_LENGTH = "l";

    private final CaptureStatistics statistics;
    private final Messages messages;
    private byte[] buffer = NONE;
    private int start;
    private int end;
    /** Where to go on looking for the empty line, so that a message in many small pieces is not read again for each. */
    private int searched;

    private boolean lost;

    StreamFraming(CaptureStatistics statistics, Messages messages) {
        this.statistics = statistics;
        this.messages = messages;
    }

    /** Bytes of memory in use. */
    int heldBytes() {
        return buffer.length;
    }

    /** Takes the stream's next bytes. A message bears the time of the segment that completed it. */
    void append(long atMicros, byte[] bytes, int offset, int length) {
        if (lost && SipStart.at(bytes, offset, offset + length)) {
            reset();
        }
        makeRoom(length);
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
        while (step(atMicros)) {
            // Each step takes a message, or bytes that are none, off the buffer.
        }
        if (start == end) {
            start = 0;
            end = 0;
            searched = 0;
        }
    }

    /** Bytes of the stream are missing here. */
    void hole() {
        dropPartialMessage();
        lost = true;
    }

    /** The stream has ended; its memory is given back. */
    void close() {
        dropPartialMessage();
        buffer = NONE;
    }

    private void dropPartialMessage() {
        if (start < end && !lost) {
            statistics.skip(Skipped.INCOMPLETE_MESSAGE);
        }
        reset();
    }

    private void reset() {
        start = 0;
        end = 0;
        searched = 0;
        lost = false;
    }

    private boolean step(long atMicros) {
        if (!lost) {
            // Empty lines before a start line are to be ignored; they keep connections open (RFC 3261, 7.5; RFC 5626,
            // 4.4.1).
            while (start < end && (buffer[start] == '\r' || buffer[start] == '\n')) {
                start++;
            }
        }
        searched = Math.max(searched, start);
        if (start == end) {
            return false;
        }
        if (!SipStart.at(buffer, start, end)) {
            return !SipStart.mayBecome(buffer, start, end) && findNextStart();
        }
        lost = false;
        int bodyStart = bodyStart();
        if (bodyStart == NOT_FOUND) {
            return end - start > LONGEST_MESSAGE && giveUp();
        }
        long length = bodyStart - start + contentLength(bodyStart);
        if (length > LONGEST_MESSAGE) {
            return giveUp();
        }
        if (end - start < length) {
            searched = bodyStart - 1;
            return false;
        }
        int messageEnd = start + (int) length;
        statistics.message();
        messages.message(atMicros, Arrays.copyOfRange(buffer, start, messageEnd));
        start = messageEnd;
        searched = messageEnd;
        return true;
    }

    private boolean giveUp() {
        statistics.skip(Skipped.MESSAGE_TOO_LONG);
        lost = true;
        return findNextStart();
    }

    /** Drops everything before the next line that is, or may become, a start line. */
    private boolean findNextStart() {
        if (!lost) {
            statistics.skip(SipStart.opensWebSocket(buffer, start, end) ? Skipped.WEB_SOCKET : Skipped.NOT_SIP);
            lost = true;
        }
        int at = SipStart.lineEnd(buffer, start, end) + 1;
        while (at < end && !SipStart.at(buffer, at, end) && !SipStart.mayBecome(buffer, at, end)) {
            at = SipStart.lineEnd(buffer, at, end) + 1;
        }
        start = Math.min(at, end);
        searched = start;
        return start < end && SipStart.at(buffer, start, end);
    }

    /** The offset after the empty line that ends the headers. Line ends without CR are taken too. */
    private int bodyStart() {
        for (int at = Math.max(start, searched); at < end; at++) {
            if (buffer[at] == '\n' && at > start) {
                boolean empty =
                        buffer[at - 1] == '\n' || (buffer[at - 1] == '\r' && at - 2 >= start && buffer[at - 2] == '\n');
                if (empty) {
                    return at + 1;
                }
            }
        }
        searched = Math.max(start, end - 1);
        return NOT_FOUND;
    }

    /** What Content-Length says; 0 when it is missing or no number, since a stream has no other way to tell. */
    private long contentLength(int bodyStart) {
        int line = start;
        while (line < bodyStart) {
            int lineEnd = SipStart.lineEnd(buffer, line, bodyStart);
            int value = afterName(line, lineEnd, CONTENT_LENGTH);
            if (value == NOT_FOUND) {
                value = afterName(line, lineEnd, COMPACT_CONTENT_LENGTH);
            }
            if (value != NOT_FOUND) {
                return number(value, lineEnd);
            }
            line = lineEnd + 1;
        }
        return 0;
    }

    private int afterName(int line, int lineEnd, String name) {
        if (lineEnd - line <= name.length()) {
            return NOT_FOUND;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(buffer[line + i]) != name.charAt(i)) {
                return NOT_FOUND;
            }
        }
        int at = line + name.length();
        while (at < lineEnd && (buffer[at] == ' ' || buffer[at] == '\t')) {
            at++;
        }
        return at < lineEnd && buffer[at] == ':' ? at + 1 : NOT_FOUND;
    }

    private long number(int from, int lineEnd) {
        int at = from;
        while (at < lineEnd && (buffer[at] == ' ' || buffer[at] == '\t')) {
            at++;
        }
        long number = 0;
        while (at < lineEnd && buffer[at] >= '0' && buffer[at] <= '9' && number <= LONGEST_MESSAGE) {
            number = number * 10 + (buffer[at] - '0');
            at++;
        }
        return number;
    }

    private void makeRoom(int length) {
        if (buffer.length - end >= length) {
            return;
        }
        int held = end - start;
        byte[] target = buffer.length >= held + length ? buffer : new byte[Math.max(held + length, buffer.length * 2)];
        System.arraycopy(buffer, start, target, 0, held);
        buffer = target;
        searched = Math.max(0, searched - start);
        start = 0;
        end = held;
    }
}
