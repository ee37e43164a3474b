package io.trunkline.protocol.pcap;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes messages as a classic pcap file of IP packets without a link layer, each message in a UDP datagram
 * of its own with right checksums. Messages that went over TCP or TLS are written so too: their segments are
 * not known, and Wireshark and sngrep read them this way.
 */
public final class PcapWriter {

    /** The most that fits into a datagram over IPv4. Of a longer payload the beginning is written, and the record says that it was cut. */
    public static final int LONGEST_PAYLOAD = 65_535 - 20 - 8;

    private static final int LINK_RAW_IP = 101;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int HOPS = 64;
    private static final int V4_DO_NOT_FRAGMENT = 0x4000;
    private static final Endpoint UNKNOWN = new Endpoint(InetAddress.ofLiteral("0.0.0.0"), 0);

    /**
     * A message of a trace.
     *
     * @param atMicros when it was captured, microseconds since the epoch
     * @param source {@code 192.0.2.1:5060} or {@code [2001:db8::1]:5060}; what cannot be read becomes {@code 0.0.0.0:0}
     * @param target as the source
     * @param payload the message as it was on the wire, from the buffer's position to its limit
     */
    public record Message(long atMicros, String source, String target, ByteBuffer payload) {}

    private PcapWriter() {}

    /** The whole file, in memory. */
    public static byte[] write(List<Message> messages) {
        long size = FILE_HEADER;
        for (var message : messages) {
            size += RECORD_HEADER
                    + V6_HEADER
                    + UDP_HEADER
                    + Math.min(LONGEST_PAYLOAD, message.payload().remaining());
        }
        var out = ByteBuffer.allocate(Math.toIntExact(size));
        out.putInt(PcapFrames.MAGIC_MICROS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(Frame.LONGEST)
                .putInt(LINK_RAW_IP);
        for (var message : messages) {
            write(message, out);
        }
        byte[] file = new byte[out.position()];
        out.get(0, file);
        return file;
    }

    private static void write(Message message, ByteBuffer out) {
        var source = endpoint(message.source());
        var target = endpoint(message.target());
        byte[] sourceAddress = source.address().getAddress();
        byte[] targetAddress = target.address().getAddress();
        boolean v4 = sourceAddress.length == 4 && targetAddress.length == 4;
        int headers = (v4 ? V4_HEADER : V6_HEADER) + UDP_HEADER;
        int length = Math.min(LONGEST_PAYLOAD, message.payload().remaining());
        out.putInt((int) (message.atMicros() / 1_000_000))
                .putInt((int) (message.atMicros() % 1_000_000))
                .putInt(headers + length)
                .putInt(headers + message.payload().remaining());
        if (v4) {
            v4Header(sourceAddress, targetAddress, length, out);
        } else {
            v6Header(mapped(sourceAddress), mapped(targetAddress), length, out);
        }
        int udp = out.position();
        out.putShort((short) source.port())
                .putShort((short) target.port())
                .putShort((short) (UDP_HEADER + length))
                .putShort((short) 0);
        out.put(out.position(), message.payload(), message.payload().position(), length);
        out.position(out.position() + length);
        int addresses = v4 ? 8 : 32;
        long sum = sum(out, udp - addresses, addresses) + UDP + UDP_HEADER + length;
        int checksum = checksum(sum + sum(out, udp, UDP_HEADER + length));
        // 0 would mean that there is none (RFC 768).
        out.putShort(udp + 6, (short) (checksum == 0 ? 0xffff : checksum));
    }

    private static void v4Header(byte[] source, byte[] target, int length, ByteBuffer out) {
        int start = out.position();
        out.putShort((short) 0x4500)
                .putShort((short) (V4_HEADER + UDP_HEADER + length))
                .putShort((short) 0)
                .putShort((short) V4_DO_NOT_FRAGMENT)
                .put((byte) HOPS)
                .put((byte) UDP)
                .putShort((short) 0)
                .put(source)
                .put(target);
        out.putShort(start + 10, (short) checksum(sum(out, start, V4_HEADER)));
    }

    private static void v6Header(byte[] source, byte[] target, int length, ByteBuffer out) {
        out.putInt(0x6000_0000)
                .putShort((short) (UDP_HEADER + length))
                .put((byte) UDP)
                .put((byte) HOPS)
                .put(source)
                .put(target);
    }

    /** An IPv4 address beside an IPv6 one is written in the form of RFC 4291, 2.5.5.2. */
    private static byte[] mapped(byte[] address) {
        return address.length == 16
                ? address
                : ByteBuffer.allocate(16)
                        .putShort(10, (short) 0xffff)
                        .put(12, address)
                        .array();
    }

    /** The sum of 16-bit words, the last padded with 0 (RFC 1071). */
    private static long sum(ByteBuffer bytes, int offset, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += bytes.getShort(offset + i) & 0xffff;
        }
        return length % 2 == 0 ? sum : sum + ((bytes.get(offset + length - 1) & 0xff) << 8);
    }

    private static int checksum(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }

    private static Endpoint endpoint(String text) {
        if (text == null) {
            return UNKNOWN;
        }
        int colon = text.lastIndexOf(':');
        int from = text.startsWith("[") ? 1 : 0;
        int to = from == 1 ? colon - 1 : colon;
        if (to <= from) {
            return UNKNOWN;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            // A literal: nothing is looked up.
            return port < 0 || port > 0xffff
                    ? UNKNOWN
                    : new Endpoint(InetAddress.ofLiteral(text.substring(from, to)), port);
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
