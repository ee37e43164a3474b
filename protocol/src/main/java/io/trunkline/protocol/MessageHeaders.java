package io.trunkline.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the collector knows of a message beyond its packet, in the header {@code message} of a record of {@link
 * Topic#SIP_MESSAGES} or {@link Topic#RTCP_REPORTS}. The record's timestamp is the time of receipt in milliseconds.
 *
 * <p>It is one header, for every reader of the topic takes each header of each message apart. Numbers are big-endian:
 *
 * <pre>
 *   int8    version: 1
 *   int64   the message's index in that collector's journal, always rising
 *   int64   microseconds since the epoch at which the packet came in
 *   int64   the capture time that the packet bore, when it was too far from the time of receipt and was replaced in the
 *           packet; else the least int64
 *   int32   flags: bits of this class, {@link #MAY_BILL} and so on
 *   uint16  length of the name of the collector, which with the index is the identity of the message
 *   text    the name of the collector, UTF-8
 *   text    the id of the capture agent in the registry, or its HEP capture id, UTF-8: the rest
 * </pre>
 *
 * <p>The few INVITEs that come from where somebody is registered have a second one, {@code registered-aor}, UTF-8.
 *
 * <p>Earlier versions wrote a header for each of them ({@link MessageHeadersApart}).
 *
 * @param collector name of the collector
 * @param index index in the collector's journal
 * @param agent id of the capture agent
 * @param receivedAtMicros time of receipt, microseconds since the epoch
 * @param claimedAtMicros the capture time that was replaced, or {@link #NOT_CLAMPED}
 * @param flags bits of this class
 * @param registeredAor the address of record that was registered where an INVITE came from, when the collector wrote it to
 *     Kafka; null when none is known, or of several none is named
 */
public record MessageHeaders(
        String collector,
        long index,
        String agent,
        long receivedAtMicros,
        long claimedAtMicros,
        int flags,
        String registeredAor) {

    /** The value of {@code claimedAtMicros} of a packet whose clock was believed. */
    public static final long NOT_CLAMPED = Long.MIN_VALUE;

    /** The agent's signalling may move money. */
    public static final int MAY_BILL = 1;

    /** The packet was shorter than it said: what came whole was kept. */
    public static final int TRUNCATED = 1 << 1;

    private static final String HEADER = "message";
    private static final String REGISTERED_AOR = "registered-aor";
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = Byte.BYTES + 3 * Long.BYTES + Integer.BYTES + Short.BYTES;

    /** Of a message of which nobody knows that its sender is registered. */
    public MessageHeaders(
            String collector, long index, String agent, long receivedAtMicros, long claimedAtMicros, int flags) {
        this(collector, index, agent, receivedAtMicros, claimedAtMicros, flags, null);
    }

    /** Whether the agent's signalling may move money. */
    public boolean mayBill() {
        return (flags & MAY_BILL) != 0;
    }

    /**
     * Writes all of this to the headers of a record.
     *
     * @throws IllegalArgumentException if the collector's name is longer than 65,535 bytes
     */
    public void writeTo(Headers headers) {
        byte[] by = collector.getBytes(StandardCharsets.UTF_8);
        if (by.length > Character.MAX_VALUE) {
            throw new IllegalArgumentException("the collector's name has " + by.length + " bytes");
        }
        byte[] from = agent.getBytes(StandardCharsets.UTF_8);
        byte[] value = ByteBuffer.allocate(FIXED_BYTES + by.length + from.length)
                .put(VERSION)
                .putLong(index)
                .putLong(receivedAtMicros)
                .putLong(claimedAtMicros)
                .putInt(flags)
                .putChar((char) by.length)
                .put(by)
                .put(from)
                .array();
        headers.add(HEADER, value);
        if (registeredAor != null) {
            headers.add(REGISTERED_AOR, registeredAor.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads the headers of a record, also as earlier versions wrote them.
     *
     * @throws IllegalArgumentException naming the header that is missing, too short, or of a version that is not known
     */
    public static MessageHeaders readFrom(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return MessageHeadersApart.read(headers);
        }
        ByteBuffer value = ByteBuffer.wrap(header.value());
        if (!value.hasRemaining() || value.get(0) != VERSION) {
            throw new IllegalArgumentException("the header " + HEADER + " is of version "
                    + (value.hasRemaining() ? Byte.toString(value.get(0)) : "none") + ", not " + VERSION);
        }
        try {
            value.position(Byte.BYTES);
            long index = value.getLong();
            long received = value.getLong();
            long claimed = value.getLong();
            int flags = value.getInt();
            String collector = text(value, value.getChar());
            String agent = text(value, value.remaining());
            return new MessageHeaders(collector, index, agent, received, claimed, flags, registeredAor(headers));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the header " + HEADER + " ends after " + value.limit() + " bytes", e);
        }
    }

    private static String registeredAor(Headers headers) {
        Header header = headers.lastHeader(REGISTERED_AOR);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer value, int length) {
        if (length > value.remaining()) {
            throw new BufferUnderflowException();
        }
        int from = value.position();
        value.position(from + length);
        return SharedTexts.utf8(value.array(), value.arrayOffset() + from, length);
    }
}
