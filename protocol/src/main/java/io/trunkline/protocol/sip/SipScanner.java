package io.trunkline.protocol.sip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Scans SIP messages: one pass over the headers, offsets into the bytes, no allocation. One a thread.
 *
 * <p>It is tolerant. Whatever can be understood is taken, and what is wrong is flagged, so that the message of
 * a careless sender still finds its call.
 */
public final class SipScanner {

    private final Name[] extraNames;

    /** Whether one of them is a header that is read anyway: else only those need be looked at that are not. */
    private final boolean extrasAreRead;

    private final HeaderName name = new HeaderName();
    private final HeaderReader headers = new HeaderReader();
    private final UriReader uri = new UriReader();

    /** The bytes of a buffer that has no array. */
    private byte[] copy = {};

    /** A scanner for the headers that {@link SipField} names. */
    public SipScanner() {
        this(List.of());
    }

    /**
     * A scanner for other headers besides: {@link SipMessage#extra} gives their first values.
     *
     * @param extraHeaders their names, in any case
     */
    public SipScanner(List<String> extraHeaders) {
        extraNames = extraHeaders.stream().map(Name::of).toArray(Name[]::new);
        extrasAreRead = extraHeaders.stream()
                .map(extra -> extra.getBytes(StandardCharsets.UTF_8))
                .anyMatch(extra -> SipHeader.of(extra, 0, extra.length) != SipHeader.OTHER);
    }

    /**
     * Scans the message that fills the range. Never throws on what is in it; what is wrong is in {@link SipMessage#flags()}.
     *
     * @param message filled with what was found, whatever it held before
     * @return false when the range does not begin with a SIP start line: nothing else is then known of it
     * @throws IndexOutOfBoundsException when the range does not lie in the array
     */
    public boolean scan(byte[] bytes, int offset, int length, SipMessage message) {
        int headersStart = scanStartLine(bytes, offset, length, message);
        if (headersStart < 0) {
            return false;
        }
        scanRest(bytes, headersStart, offset + length, message);
        return true;
    }

    /**
     * The first half of {@link #scan}, for who needs no more of some messages than whether they are requests, their method or
     * status and their Request-URI.
     *
     * @return where {@link #scanRest} goes on; negative when the range does not begin with a SIP start line
     */
    public int scanStartLine(byte[] bytes, int offset, int length, SipMessage message) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        message.clear(bytes, extraNames.length);
        int end = offset + length;
        int at = Octets.skipSpace(bytes, offset, end);
        int lineFeed = Octets.findLineFeed(bytes, at, end);
        if (!StartLine.read(bytes, at, lineEnd(bytes, at, lineFeed, end, message), uri, message)) {
            message.clear(bytes, extraNames.length);
            return -1;
        }
        return lineFeed + 1;
    }

    /**
     * The other half of {@link #scan}.
     *
     * @param start what {@link #scanStartLine} gave
     * @param end where the message ends
     * @param message that it has begun to fill
     */
    public void scanRest(byte[] bytes, int start, int end, SipMessage message) {
        int body = scanHeaders(bytes, start, end, message);
        headers.finish(message);
        scanBody(body, end, message);
    }

    /**
     * As above, from a heap or direct buffer's position to its limit, neither of which moves. What is not in an
     * array is copied to one of the scanner: the ranges then are of that, and hold until the next scan.
     */
    public boolean scan(ByteBuffer buffer, SipMessage message) {
        int length = buffer.remaining();
        if (buffer.hasArray()) {
            return scan(buffer.array(), buffer.arrayOffset() + buffer.position(), length, message);
        }
        if (copy.length < length) {
            copy = new byte[Math.max(length, 2 * copy.length)];
        }
        buffer.get(buffer.position(), copy, 0, length);
        return scan(copy, 0, length, message);
    }

    /** Reads all headers; returns where the body begins, or the end when the empty line before it is missing. */
    private int scanHeaders(byte[] bytes, int start, int end, SipMessage message) {
        headers.begin();
        int at = start;
        while (at < end) {
            if (bytes[at] == '\n') {
                message.flag(SipFlag.BARE_LF);
                return at + 1;
            }
            if (bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n') {
                return at + 2;
            }
            at = scanHeader(bytes, at, end, message);
        }
        message.flag(SipFlag.CUT_OFF);
        return end;
    }

    /** The end of a line without CR and LF. */
    private static int lineEnd(byte[] bytes, int start, int lineFeed, int end, SipMessage message) {
        if (lineFeed > start && bytes[lineFeed - 1] == '\r') {
            return lineFeed - 1;
        }
        if (lineFeed < end) {
            message.flag(SipFlag.BARE_LF);
        }
        return lineFeed;
    }

    /** Reads the header that begins here, with the lines that go on with it; returns where the next line begins. */
    private int scanHeader(byte[] bytes, int start, int end, SipMessage message) {
        int lineFeed = Octets.findLineFeed(bytes, start, end);
        while (lineFeed + 1 < end && (bytes[lineFeed + 1] == ' ' || bytes[lineFeed + 1] == '\t')) {
            lineFeed = Octets.findLineFeed(bytes, lineFeed + 1, end);
        }
        SipHeader header = name.read(bytes, start, lineFeed);
        if (header == null) {
            message.flag(SipFlag.BAD_HEADER);
            return lineFeed + 1;
        }
        int colon = name.colon();
        int nameEnd = name.end();
        int lineEnd = lineEnd(bytes, colon, lineFeed, end, message);
        int value = Octets.skipSpace(bytes, colon + 1, lineEnd);
        int valueEnd = Octets.trimEnd(bytes, value, lineEnd);
        if (header != SipHeader.OTHER) {
            headers.read(header, bytes, value, valueEnd, message);
        }
        if (header == SipHeader.OTHER || extrasAreRead) {
            scanExtra(bytes, start, nameEnd, value, valueEnd, message);
        }
        return lineFeed + 1;
    }

    private void scanExtra(byte[] bytes, int start, int nameEnd, int value, int valueEnd, SipMessage message) {
        for (int i = 0; i < extraNames.length; i++) {
            if (extraNames[i].is(bytes, start, nameEnd)) {
                message.putExtra(i, value, valueEnd);
            }
        }
    }

    /** Takes as much body as Content-Length says; what follows it is not of this message (18.3). */
    private static void scanBody(int start, int end, SipMessage message) {
        long claimed = message.contentLength();
        int bodyEnd = end;
        if (claimed > end - start) {
            message.flag(SipFlag.BAD_LENGTH);
        } else if (claimed >= 0) {
            bodyEnd = start + (int) claimed;
        }
        if (bodyEnd > start) {
            message.put(SipField.BODY, start, bodyEnd);
        }
    }
}
