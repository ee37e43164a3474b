package io.trunkline.protocol.hep;

/**
 * Versions 1 and 2, which are C structures as Kamailio, OpenSIPS and sipgrep send them.
 *
 * <pre>
 *   0         1         2         3         4               6               8
 *   +---------+---------+---------+---------+---------------+---------------+
 *   | version | length  | family  | IP prot.| source port   | target port   |   big-endian
 *   +---------+---------+---------+---------+---------------+---------------+
 *   | source address, 4 or 16 bytes         | target address, 4 or 16 bytes |   network order
 *   +---------------------------------------+---------------+---------------+
 *   | seconds, 4 bytes  | microseconds, 4 bytes | capture id, 2 | padding, 2 |  version 2 only, little-endian
 *   +-------------------+-----------------------+---------------+------------+
 *   | payload …
 * </pre>
 *
 * The length is that of the headers; senders disagree on what it counts, and the family says the same.
 */
final class HepLegacy {

    private static final int FAMILY_OFFSET = 2;
    private static final int PROTOCOL_OFFSET = 3;
    private static final int SOURCE_PORT_OFFSET = 4;
    private static final int TARGET_PORT_OFFSET = 6;
    private static final int ADDRESSES_OFFSET = 8;

    private static final int MICROSECONDS_OFFSET = 4;
    private static final int CAPTURE_ID_OFFSET = 8;
    private static final int TIME_HEADER = 12;

    private HepLegacy() {}

    static HepStatus decode(byte[] bytes, int offset, int length, HepPacket packet) {
        if (length == 0 || (bytes[offset] != 1 && bytes[offset] != 2)) {
            return HepStatus.NOT_HEP;
        }
        int version = bytes[offset];
        if (length < ADDRESSES_OFFSET) {
            return HepStatus.BAD_LENGTH;
        }
        int addressLength = addressLength(bytes[offset + FAMILY_OFFSET]);
        if (addressLength == 0) {
            return HepStatus.NOT_HEP;
        }
        int time = offset + ADDRESSES_OFFSET + 2 * addressLength;
        int payload = time + (version == 2 ? TIME_HEADER : 0);
        int end = offset + length;
        if (payload > end) {
            return HepStatus.BAD_LENGTH;
        }
        packet.version(version);
        packet.ipProtocol(bytes[offset + PROTOCOL_OFFSET]);
        packet.sourcePort(Hep3.uint16(bytes, offset + SOURCE_PORT_OFFSET));
        packet.targetPort(Hep3.uint16(bytes, offset + TARGET_PORT_OFFSET));
        packet.sourceAddress(bytes, offset + ADDRESSES_OFFSET, addressLength);
        packet.targetAddress(bytes, offset + ADDRESSES_OFFSET + addressLength, addressLength);
        if (version == 2) {
            packet.capturedAt(Hep3.littleUint32(bytes, time), Hep3.littleUint32(bytes, time + MICROSECONDS_OFFSET));
            packet.captureId(Hep3.littleUint16(bytes, time + CAPTURE_ID_OFFSET));
        }
        packet.payload(bytes, payload, end - payload);
        return payload == end ? HepStatus.NO_PAYLOAD : HepStatus.COMPLETE;
    }

    /** By the address family of the sender's system: version 6 has as many numbers as there are systems. */
    private static int addressLength(int family) {
        return switch (family) {
            case Hep3.AF_INET -> HepPacket.IPV4_BYTES;
            // Linux; OpenBSD and NetBSD; FreeBSD; macOS.
            case Hep3.AF_INET6, 24, 28, 30 -> HepPacket.IPV6_BYTES;
            default -> 0;
        };
    }
}
