package io.trunkline.protocol.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Packets as they lie on a wire, layer by layer, for captures that tests make. */
final class Wire {

    static final byte[] CALLER = {(byte) 192, 0, 2, 1};
    static final byte[] PROXY = {(byte) 192, 0, 2, 2};
    static final byte[] CALLER_V6 = HexFormat.of().parseHex("20010db8000000000000000000000001");
    static final byte[] PROXY_V6 = HexFormat.of().parseHex("20010db8000000000000000000000002");

    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    private Wire() {}

    static byte[] sip(String callId, String body) {
        return ("MESSAGE sip:b@example.net SIP/2.0\r\nVia: SIP/2.0/TCP a.example;branch=z9hG4bK" + callId
                        + "\r\nCall-ID: " + callId + "\r\nCSeq: 1 MESSAGE\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] udp(byte[] payload) {
        return join(
                ByteBuffer.allocate(8)
                        .putShort((short) 5060)
                        .putShort((short) 5080)
                        .putShort((short) (8 + payload.length))
                        .putShort((short) 0)
                        .array(),
                payload);
    }

    static byte[] tcp(int sequence, int flags, byte[] payload) {
        return join(
                ByteBuffer.allocate(20)
                        .putShort((short) 40000)
                        .putShort((short) 5060)
                        .putInt(sequence)
                        .putInt(0)
                        .put((byte) 0x50)
                        .put((byte) flags)
                        .array(),
                payload);
    }

    static byte[] v4(int protocol, byte[] payload) {
        return v4Fragment(protocol, 0, 0, false, payload);
    }

    static byte[] v4Fragment(int protocol, int identification, int offset, boolean more, byte[] payload) {
        return join(
                ByteBuffer.allocate(20)
                        .putShort((short) 0x4500)
                        .putShort((short) (20 + payload.length))
                        .putShort((short) identification)
                        .putShort((short) (offset / 8 | (more ? 0x2000 : 0)))
                        .put((byte) 64)
                        .put((byte) protocol)
                        .putShort((short) 0)
                        .put(CALLER)
                        .put(PROXY)
                        .array(),
                payload);
    }

    static byte[] v6(int nextHeader, byte[] payload) {
        return join(
                ByteBuffer.allocate(40)
                        .putInt(0x60000000)
                        .putShort((short) payload.length)
                        .put((byte) nextHeader)
                        .put((byte) 64)
                        .put(CALLER_V6)
                        .put(PROXY_V6)
                        .array(),
                payload);
    }

    static byte[] v6Fragment(int nextHeader, int offset, boolean more, byte[] payload) {
        var header = ByteBuffer.allocate(8)
                .put((byte) nextHeader)
                .put((byte) 0)
                .putShort((short) (offset | (more ? 1 : 0)))
                .putInt(77);
        return v6(44, join(header.array(), payload));
    }

    static byte[] ethernet(int type, byte[] payload) {
        return join(new byte[12], u16(type), payload);
    }

    static byte[] u16(int value) {
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
