package io.trunkline.protocol.pcap;

import java.net.InetAddress;

/** Reads IPv4 (RFC 791) and IPv6 (RFC 8200) headers and puts fragments together. */
final class IpLayer {

    private static final int V4_HEADER = 20;
    private static final int V4_TOTAL_LENGTH = 2;
    private static final int V4_IDENTIFICATION = 4;
    private static final int V4_FRAGMENT = 6;
    private static final int V4_PROTOCOL = 9;
    private static final int V4_SOURCE = 12;
    private static final int V4_TARGET = 16;
    private static final int V4_MORE_FRAGMENTS = 0x2000;
    private static final int V4_FRAGMENT_OFFSET = 0x1fff;

    private static final int V6_HEADER = 40;
    private static final int V6_PAYLOAD_LENGTH = 4;
    private static final int V6_NEXT_HEADER = 6;
    private static final int V6_SOURCE = 8;
    private static final int V6_TARGET = 24;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int FRAGMENT_HEADER = 8;
    /** No sender chains more; the limit keeps a forged chain from costing anything. */
    private static final int MOST_EXTENSION_HEADERS = 10;

    private final TransportLayer transport;
    private final CaptureStatistics statistics;
    private final Fragments fragments;

    IpLayer(TransportLayer transport, CaptureStatistics statistics) {
        this.transport = transport;
        this.statistics = statistics;
        this.fragments = new Fragments(statistics);
    }

    /** Takes an IP packet that lies in the array up to {@code end}; bytes after its own length are padding. */
    void packet(long atMicros, byte[] bytes, int offset, int end) {
        switch (Bytes.u8(bytes, offset) >>> 4) {
            case 4 -> v4(atMicros, bytes, offset, end);
            case 6 -> v6(atMicros, bytes, offset, end);
            default -> statistics.skip(Skipped.NOT_IP);
        }
    }

    /** No more packets come: what is still missing fragments stays so. */
    void end() {
        fragments.end();
    }

    private void v4(long atMicros, byte[] bytes, int offset, int end) {
        int headerLength = (bytes[offset] & 0xf) * 4;
        if (end - offset < V4_HEADER || headerLength < V4_HEADER || end - offset < headerLength) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        int totalLength = Bytes.u16(bytes, offset + V4_TOTAL_LENGTH);
        if (totalLength != 0 && totalLength < headerLength) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        // A length of 0 is what a capture shows of a packet that the network card has yet to cut into segments.
        int packetEnd = totalLength == 0 ? end : Math.min(end, offset + totalLength);
        int protocol = Bytes.u8(bytes, offset + V4_PROTOCOL);
        InetAddress source = Endpoint.address(bytes, offset + V4_SOURCE, 4);
        InetAddress target = Endpoint.address(bytes, offset + V4_TARGET, 4);
        int fragment = Bytes.u16(bytes, offset + V4_FRAGMENT);
        boolean more = (fragment & V4_MORE_FRAGMENTS) != 0;
        int fragmentOffset = (fragment & V4_FRAGMENT_OFFSET) * Fragments.UNIT;
        int payload = offset + headerLength;
        if (!more && fragmentOffset == 0) {
            transport.packet(atMicros, protocol, source, target, bytes, payload, packetEnd);
            return;
        }
        var key = new Fragments.Key(source, target, protocol, Bytes.u16(bytes, offset + V4_IDENTIFICATION));
        byte[] whole = fragments.add(atMicros, key, bytes, payload, packetEnd, fragmentOffset, more);
        if (whole != null) {
            transport.packet(atMicros, protocol, source, target, whole, 0, whole.length);
        }
    }

    private void v6(long atMicros, byte[] bytes, int offset, int end) {
        if (end - offset < V6_HEADER) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        int payloadLength = Bytes.u16(bytes, offset + V6_PAYLOAD_LENGTH);
        int payload = offset + V6_HEADER;
        int packetEnd = payloadLength == 0 ? end : Math.min(end, payload + payloadLength);
        extensions(
                atMicros,
                Bytes.u8(bytes, offset + V6_NEXT_HEADER),
                Endpoint.address(bytes, offset + V6_SOURCE, 16),
                Endpoint.address(bytes, offset + V6_TARGET, 16),
                bytes,
                payload,
                packetEnd);
    }

    /** Steps over extension headers (RFC 8200, 4). A packet put together from fragments goes through here again. */
    private void extensions(
            long atMicros, int first, InetAddress source, InetAddress target, byte[] bytes, int offset, int end) {
        int next = first;
        int at = offset;
        for (int headers = 0; headers <= MOST_EXTENSION_HEADERS; headers++) {
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, AUTHENTICATION, FRAGMENT -> {
                    if (end - at < FRAGMENT_HEADER) {
                        statistics.skip(Skipped.BROKEN_HEADER);
                        return;
                    }
                }
                default -> {
                    transport.packet(atMicros, next, source, target, bytes, at, end);
                    return;
                }
            }
            int following = Bytes.u8(bytes, at);
            if (next == FRAGMENT) {
                fragment(atMicros, following, source, target, bytes, at, end);
                return;
            }
            // RFC 4302, 2.2: the authentication header alone counts in units of 4, less 2.
            at += next == AUTHENTICATION ? (Bytes.u8(bytes, at + 1) + 2) * 4 : (Bytes.u8(bytes, at + 1) + 1) * 8;
            next = following;
        }
        statistics.skip(Skipped.BROKEN_HEADER);
    }

    private void fragment(
            long atMicros, int next, InetAddress source, InetAddress target, byte[] bytes, int at, int end) {
        int field = Bytes.u16(bytes, at + 2);
        boolean more = (field & 1) != 0;
        int fragmentOffset = field & ~7;
        var key = new Fragments.Key(source, target, next, Bytes.i32(bytes, at + 4));
        byte[] whole = fragments.add(atMicros, key, bytes, at + FRAGMENT_HEADER, end, fragmentOffset, more);
        if (whole != null && next != FRAGMENT) {
            extensions(atMicros, next, source, target, whole, 0, whole.length);
        } else if (whole != null) {
            // A fragment within a fragment: nobody sends that, and following it could go on for ever.
            statistics.skip(Skipped.BROKEN_HEADER);
        }
    }
}
