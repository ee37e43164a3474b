package io.trunkline.protocol.hep;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes HEP version 3, always in the same form: the same chunks in the same order, then the generic chunks that
 * nothing here reads as they came, the payload last and never compressed. What {@link HepDecoder} calls usable can
 * be written.
 */
public final class HepEncoder {

    /** Frame header, family, IP protocol, ports, seconds, microseconds, protocol type, capture id, payload's header. */
    private static final int FIXED_LENGTH = Hep3.FRAME_HEADER
            + 3 * (Hep3.CHUNK_HEADER + Byte.BYTES)
            + 2 * (Hep3.CHUNK_HEADER + Short.BYTES)
            + 3 * (Hep3.CHUNK_HEADER + Integer.BYTES)
            + Hep3.CHUNK_HEADER;

    private static final byte[] NO_KEY = {};

    private HepEncoder() {}

    /** The packet's length in version 3 without its key, in bytes; more than {@link HepPacket#MAX_LENGTH} cannot be written. */
    public static int length(HepPacket packet) {
        int addressLength = packet.isIpv4() ? HepPacket.IPV4_BYTES : HepPacket.IPV6_BYTES;
        int length = FIXED_LENGTH
                + 2 * (Hep3.CHUNK_HEADER + addressLength)
                + packet.carried().length()
                + packet.payloadLength();
        if (packet.vlan() != 0) {
            length += Hep3.CHUNK_HEADER + Short.BYTES;
        }
        if (packet.correlationLength() >= 0) {
            length += Hep3.CHUNK_HEADER + packet.correlationLength();
        }
        return length;
    }

    /**
     * Writes the packet without its authentication key.
     *
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException when the target has no room for {@link #length}
     * @throws IllegalArgumentException when the packet is longer than {@link HepPacket#MAX_LENGTH}
     */
    public static int encode(HepPacket packet, byte[] target, int offset) {
        return write(packet, NO_KEY, target, offset);
    }

    /** As {@link #encode(HepPacket, byte[], int)}, with an authentication key: for who sends to a collector. */
    public static byte[] encodeWithKey(HepPacket packet, String key) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[length(packet) + keyChunkLength(keyBytes)];
        write(packet, keyBytes, target, 0);
        return target;
    }

    /** The packet in an array of its own. */
    public static byte[] encode(HepPacket packet) {
        byte[] target = new byte[length(packet)];
        write(packet, NO_KEY, target, 0);
        return target;
    }

    private static int keyChunkLength(byte[] key) {
        return key.length == 0 ? 0 : Hep3.CHUNK_HEADER + key.length;
    }

    private static int write(HepPacket packet, byte[] key, byte[] target, int offset) {
        int length = length(packet) + keyChunkLength(key);
        if (length > HepPacket.MAX_LENGTH) {
            throw new IllegalArgumentException("a HEP packet of " + length + " bytes is longer than its format allows");
        }
        Objects.checkFromIndexSize(offset, length, target.length);
        Hep3.putUint32(target, offset, Hep3.MAGIC);
        Hep3.putUint16(target, offset + Hep3.LENGTH_OFFSET, length);
        int at = offset + Hep3.FRAME_HEADER;
        at = writeAddresses(packet, target, at);
        at = putUint32(target, at, Hep3.SECONDS, Math.floorDiv(packet.capturedAtMicros(), Hep3.MICROS_IN_A_SECOND));
        at = putUint32(
                target, at, Hep3.MICROSECONDS, Math.floorMod(packet.capturedAtMicros(), Hep3.MICROS_IN_A_SECOND));
        at = putUint8(target, at, Hep3.PROTOCOL_TYPE, packet.protocolType());
        at = putUint32(target, at, Hep3.CAPTURE_ID, packet.captureId());
        if (packet.vlan() != 0) {
            at = putUint16(target, at, Hep3.VLAN, packet.vlan());
        }
        if (key.length > 0) {
            at = putBytes(target, at, Hep3.KEY, key, 0, key.length);
        }
        if (packet.correlationLength() >= 0) {
            at = putBytes(
                    target,
                    at,
                    Hep3.CORRELATION_ID,
                    packet.correlationArray(),
                    packet.correlationOffset(),
                    packet.correlationLength());
        }
        at = packet.carried().writeTo(target, at);
        putBytes(target, at, Hep3.PAYLOAD, packet.array(), packet.payloadOffset(), packet.payloadLength());
        return length;
    }

    private static int writeAddresses(HepPacket packet, byte[] target, int offset) {
        boolean ipv4 = packet.isIpv4();
        int at = putUint8(target, offset, Hep3.IP_FAMILY, ipv4 ? Hep3.AF_INET : Hep3.AF_INET6);
        at = putUint8(target, at, Hep3.IP_PROTOCOL, packet.ipProtocol());
        at = putAddress(
                target,
                at,
                ipv4 ? Hep3.IPV4_SOURCE : Hep3.IPV6_SOURCE,
                packet.sourceBytes(),
                packet.sourceBytesLength(),
                ipv4);
        at = putAddress(
                target,
                at,
                ipv4 ? Hep3.IPV4_TARGET : Hep3.IPV6_TARGET,
                packet.targetBytes(),
                packet.targetBytesLength(),
                ipv4);
        at = putUint16(target, at, Hep3.SOURCE_PORT, packet.sourcePort());
        return putUint16(target, at, Hep3.TARGET_PORT, packet.targetPort());
    }

    private static int putAddress(byte[] target, int at, int type, byte[] address, int length, boolean ipv4) {
        if (ipv4 || length == HepPacket.IPV6_BYTES) {
            return putBytes(target, at, type, address, 0, length);
        }
        // A packet of both families: its version 4 address as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
        int value = putHeader(target, at, type, HepPacket.IPV6_BYTES);
        Arrays.fill(target, value, value + 10, (byte) 0);
        Hep3.putUint16(target, value + 10, 0xFFFF);
        System.arraycopy(address, 0, target, value + 12, HepPacket.IPV4_BYTES);
        return value + HepPacket.IPV6_BYTES;
    }

    private static int putUint8(byte[] target, int at, int type, int number) {
        int value = putHeader(target, at, type, Byte.BYTES);
        target[value] = (byte) number;
        return value + Byte.BYTES;
    }

    private static int putUint16(byte[] target, int at, int type, int number) {
        int value = putHeader(target, at, type, Short.BYTES);
        Hep3.putUint16(target, value, number);
        return value + Short.BYTES;
    }

    private static int putUint32(byte[] target, int at, int type, long number) {
        int value = putHeader(target, at, type, Integer.BYTES);
        Hep3.putUint32(target, value, number);
        return value + Integer.BYTES;
    }

    private static int putBytes(byte[] target, int at, int type, byte[] from, int offset, int length) {
        int value = putHeader(target, at, type, length);
        System.arraycopy(from, offset, target, value, length);
        return value + length;
    }

    private static int putHeader(byte[] target, int at, int type, int valueLength) {
        Hep3.putUint16(target, at, Hep3.VENDOR_GENERIC);
        Hep3.putUint16(target, at + Hep3.CHUNK_TYPE_OFFSET, type);
        Hep3.putUint16(target, at + Hep3.CHUNK_LENGTH_OFFSET, Hep3.CHUNK_HEADER + valueLength);
        return at + Hep3.CHUNK_HEADER;
    }
}
