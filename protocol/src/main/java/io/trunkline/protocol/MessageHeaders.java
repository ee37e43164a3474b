package io.trunkline.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the collector knows of a message beyond its packet, in the headers of a record of {@link
 * Topic#SIP_MESSAGES} or {@link Topic#RTCP_REPORTS}. The record's timestamp is the time of receipt in milliseconds.
 *
 * <pre>
 *   header     value
 *   collector  text: the name of the collector; with "index" the identity of the message
 *   index      int64, big-endian: the message's index in that collector's journal, always rising
 *   agent      text: the id of the capture agent in the registry, or its HEP capture id
 *   received   int64, big-endian: microseconds since the epoch at which the packet came in
 *   claimed    int64, big-endian, absent as a rule: the capture time that the packet bore, when it was
 *              too far from the time of receipt and was replaced in the packet
 *   flags      int32, big-endian: bits of this class, {@link #MAY_BILL} and so on
 * </pre>
 *
 * @param collector name of the collector
 * @param index index in the collector's journal
 * @param agent id of the capture agent
 * @param receivedAtMicros time of receipt, microseconds since the epoch
 * @param claimedAtMicros the capture time that was replaced, or {@link #NOT_CLAMPED}
 * @param flags bits of this class
 */
public record MessageHeaders(
        String collector, long index, String agent, long receivedAtMicros, long claimedAtMicros, int flags) {

    /** The value of {@code claimedAtMicros} of a packet whose clock was believed. */
    public static final long NOT_CLAMPED = Long.MIN_VALUE;

    /** The agent's signalling may move money. */
    public static final int MAY_BILL = 1;

    /** The packet was shorter than it said: what came whole was kept. */
    public static final int TRUNCATED = 1 << 1;

    private static final String COLLECTOR = "collector";
    private static final String INDEX = "index";
    private static final String AGENT = "agent";
    private static final String RECEIVED = "received";
    private static final String CLAIMED = "claimed";
    private static final String FLAGS = "flags";

    /** Whether the agent's signalling may move money. */
    public boolean mayBill() {
        return (flags & MAY_BILL) != 0;
    }

    /** Writes all of this to the headers of a record. */
    public void writeTo(Headers headers) {
        headers.add(COLLECTOR, collector.getBytes(StandardCharsets.UTF_8));
        headers.add(INDEX, bytes(index));
        headers.add(AGENT, agent.getBytes(StandardCharsets.UTF_8));
        headers.add(RECEIVED, bytes(receivedAtMicros));
        if (claimedAtMicros != NOT_CLAMPED) {
            headers.add(CLAIMED, bytes(claimedAtMicros));
        }
        headers.add(FLAGS, ByteBuffer.allocate(Integer.BYTES).putInt(flags).array());
    }

    /**
     * Reads the headers of a record.
     *
     * @throws IllegalArgumentException naming the header that is missing or of the wrong length
     */
    public static MessageHeaders readFrom(Headers headers) {
        Header claimed = headers.lastHeader(CLAIMED);
        return new MessageHeaders(
                text(headers, COLLECTOR),
                ByteBuffer.wrap(value(headers, INDEX, Long.BYTES)).getLong(),
                text(headers, AGENT),
                ByteBuffer.wrap(value(headers, RECEIVED, Long.BYTES)).getLong(),
                claimed == null
                        ? NOT_CLAMPED
                        : ByteBuffer.wrap(value(headers, CLAIMED, Long.BYTES)).getLong(),
                ByteBuffer.wrap(value(headers, FLAGS, Integer.BYTES)).getInt());
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static String text(Headers headers, String key) {
        return new String(required(headers, key), StandardCharsets.UTF_8);
    }

    private static byte[] value(Headers headers, String key, int length) {
        byte[] value = required(headers, key);
        if (value.length != length) {
            throw new IllegalArgumentException(
                    "header " + key + " has " + value.length + " bytes instead of " + length);
        }
        return value;
    }

    private static byte[] required(Headers headers, String key) {
        Header header = headers.lastHeader(key);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("a record of sip.messages lacks the header " + key);
        }
        return header.value();
    }
}
