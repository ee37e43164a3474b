package io.trunkline.protocol.pcap;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;

/** Takes UDP datagrams (RFC 768) for messages, and hands TCP segments (RFC 9293) to their streams. */
final class TransportLayer {

    static final int TCP = 6;
    static final int UDP = 17;

    private static final int IP_V4_IN_IP = 4;
    private static final int IP_V6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int SCTP = 132;

    private static final int UDP_HEADER = 8;
    private static final int UDP_LENGTH = 4;
    private static final int TCP_HEADER = 20;
    private static final int TCP_SEQUENCE = 4;
    private static final int TCP_DATA_OFFSET = 12;
    private static final int TCP_FLAGS = 13;

    private final CaptureStatistics statistics;
    private final Queue<CapturedMessage> found;
    private final TcpStreams streams;

    TransportLayer(CaptureStatistics statistics, Queue<CapturedMessage> found) {
        this.statistics = statistics;
        this.found = found;
        this.streams = new TcpStreams(statistics, found);
    }

    /** Takes the payload of a whole IP packet. */
    void packet(
            long atMicros, int protocol, InetAddress source, InetAddress target, byte[] bytes, int offset, int end) {
        switch (protocol) {
            case UDP -> datagram(atMicros, source, target, bytes, offset, end);
            case TCP -> segment(atMicros, source, target, bytes, offset, end);
            case SCTP -> statistics.skip(Skipped.SCTP);
            case IP_V4_IN_IP, IP_V6_IN_IP, GRE -> statistics.skip(Skipped.TUNNEL);
            default -> statistics.skip(Skipped.OTHER_TRANSPORT);
        }
    }

    /** No more packets come. */
    void end() {
        streams.end();
    }

    private void datagram(long atMicros, InetAddress source, InetAddress target, byte[] bytes, int offset, int end) {
        if (end - offset < UDP_HEADER) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        int length = Bytes.u16(bytes, offset + UDP_LENGTH);
        if (length != 0 && length < UDP_HEADER) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        int datagramEnd = length == 0 ? end : Math.min(end, offset + length);
        int start = offset + UDP_HEADER;
        while (start < datagramEnd && isSpace(bytes[start])) {
            start++;
        }
        if (start == datagramEnd || (datagramEnd - start <= 4 && isZeros(bytes, start, datagramEnd))) {
            statistics.skip(Skipped.KEEP_ALIVE);
        } else if (SipStart.at(bytes, start, datagramEnd)) {
            var payload = ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, datagramEnd));
            statistics.message();
            found.add(new CapturedMessage(
                    atMicros,
                    UDP,
                    new Endpoint(source, Bytes.u16(bytes, offset)),
                    new Endpoint(target, Bytes.u16(bytes, offset + 2)),
                    payload));
        } else {
            statistics.skip(Skipped.NOT_SIP);
        }
    }

    private void segment(long atMicros, InetAddress source, InetAddress target, byte[] bytes, int offset, int end) {
        if (end - offset < TCP_HEADER) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        int dataOffset = (Bytes.u8(bytes, offset + TCP_DATA_OFFSET) >>> 4) * 4;
        if (dataOffset < TCP_HEADER || end - offset < dataOffset) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        streams.segment(
                atMicros,
                new Endpoint(source, Bytes.u16(bytes, offset)),
                new Endpoint(target, Bytes.u16(bytes, offset + 2)),
                Bytes.i32(bytes, offset + TCP_SEQUENCE),
                Bytes.u8(bytes, offset + TCP_FLAGS),
                Arrays.copyOfRange(bytes, offset + dataOffset, end));
    }

    private static boolean isSpace(byte b) {
        return b == '\r' || b == '\n' || b == ' ' || b == '\t';
    }

    private static boolean isZeros(byte[] bytes, int offset, int end) {
        for (int i = offset; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
