package io.trunkline.protocol.hep;

import java.util.Objects;

/**
 * Reads HEP versions 1, 2 and 3. One a thread: it keeps buffers for what must be unpacked.
 *
 * <p>A frame may be gzipped as a whole, and a payload gzipped or deflated; both come out unpacked. Chunks of
 * version 3 may stand in any order, those of other vendors than 0 are skipped, and of a type that occurs twice
 * the last counts. Generic chunks that nothing here reads are kept with the packet, within bounds.
 */
public final class HepDecoder {

    /**
     * The most that a frame or a payload may unpack to, in bytes: nothing longer could be sent on in version 3.
     */
    public static final int UNPACK_LIMIT = HepPacket.MAX_LENGTH;

    /** What is not longer than this and holds no more than line ends and zeros keeps a path open. */
    private static final int LONGEST_KEEP_ALIVE = 8;

    private final Unpacker frames = new Unpacker(UNPACK_LIMIT);
    private final Unpacker payloads = new Unpacker(UNPACK_LIMIT);

    private long seconds;
    private long microseconds;
    private int compressedOffset;
    private int compressedLength;
    private boolean keepAlive;

    /** A decoder with its own buffers. */
    public HepDecoder() {}

    /**
     * Reads one packet that fills the range. Never throws on what is in it.
     *
     * @param packet filled with what was read, whatever it held before; not to be used when the status says so
     * @return {@link HepStatus#COMPLETE}, or what is wrong; of a {@link HepStatus#TRUNCATED} packet the whole chunks are there
     * @throws IndexOutOfBoundsException when the range does not lie in the array
     */
    public HepStatus decode(byte[] bytes, int offset, int length, HepPacket packet) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        packet.clear();
        if (!Unpacker.isGzip(bytes, offset, length)) {
            return decodeFrame(bytes, offset, length, packet);
        }
        int unpacked = frames.unpack(bytes, offset, length);
        return unpacked < 0 ? HepStatus.BAD_GZIP : decodeFrame(frames.output(), 0, unpacked, packet);
    }

    private HepStatus decodeFrame(byte[] bytes, int offset, int length, HepPacket packet) {
        if (isKeepAlive(bytes, offset, length)) {
            return HepStatus.KEEP_ALIVE;
        }
        HepStatus status;
        if (length >= Integer.BYTES && Hep3.isMagic(Hep3.int32(bytes, offset))) {
            status = decodeVersion3(bytes, offset, length, packet);
        } else {
            status = HepLegacy.decode(bytes, offset, length, packet);
        }
        return status.usable() && !canBeWritten(packet) ? HepStatus.TOO_LONG : status;
    }

    /** Whether a frame has room for the packet, without the chunks that are only carried if need be. */
    private static boolean canBeWritten(HepPacket packet) {
        if (HepEncoder.length(packet) <= HepPacket.MAX_LENGTH) {
            return true;
        }
        packet.carried().leaveOutAll();
        return HepEncoder.length(packet) <= HepPacket.MAX_LENGTH;
    }

    private static boolean isKeepAlive(byte[] bytes, int offset, int length) {
        if (length > LONGEST_KEEP_ALIVE) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n' && bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private HepStatus decodeVersion3(byte[] bytes, int offset, int length, HepPacket packet) {
        if (length < Hep3.FRAME_HEADER) {
            return HepStatus.BAD_LENGTH;
        }
        int claimed = Hep3.uint16(bytes, offset + Hep3.LENGTH_OFFSET);
        if (claimed < Hep3.FRAME_HEADER) {
            return HepStatus.BAD_LENGTH;
        }
        seconds = 0;
        microseconds = 0;
        compressedLength = -1;
        keepAlive = false;
        boolean whole = claimed <= length;
        int end = offset + Math.min(claimed, length);
        int at = offset + Hep3.FRAME_HEADER;
        while (end - at >= Hep3.CHUNK_HEADER) {
            int chunkLength = Hep3.uint16(bytes, at + Hep3.CHUNK_LENGTH_OFFSET);
            if (chunkLength < Hep3.CHUNK_HEADER) {
                return HepStatus.BAD_CHUNK;
            }
            if (chunkLength > end - at) {
                break;
            }
            if (Hep3.uint16(bytes, at) == Hep3.VENDOR_GENERIC && !takeChunk(bytes, at, chunkLength, packet)) {
                return HepStatus.BAD_CHUNK;
            }
            at += chunkLength;
        }
        packet.capturedAt(seconds, microseconds);
        return payloadStatus(bytes, whole && at == end, packet);
    }

    private HepStatus payloadStatus(byte[] bytes, boolean whole, HepPacket packet) {
        if (packet.payloadLength() == 0 && compressedLength >= 0) {
            int unpacked = payloads.unpack(bytes, compressedOffset, compressedLength);
            if (unpacked < 0) {
                return HepStatus.BAD_GZIP;
            }
            packet.payload(payloads.output(), 0, unpacked);
        }
        if (packet.payloadLength() == 0) {
            return whole && keepAlive ? HepStatus.KEEP_ALIVE : HepStatus.NO_PAYLOAD;
        }
        return whole ? HepStatus.COMPLETE : HepStatus.TRUNCATED;
    }

    /** Reads a chunk of vendor 0, or keeps it with the packet; false when its length does not fit its type. */
    private boolean takeChunk(byte[] bytes, int chunk, int chunkLength, HepPacket packet) {
        int type = Hep3.uint16(bytes, chunk + Hep3.CHUNK_TYPE_OFFSET);
        if (type > Hep3.VLAN || type < Hep3.IP_FAMILY) {
            packet.carried().add(bytes, chunk, chunkLength);
            return true;
        }
        return readChunk(type, bytes, chunk + Hep3.CHUNK_HEADER, chunkLength - Hep3.CHUNK_HEADER, packet);
    }

    /**
     * Reads the value of a chunk. The virtual machine puts this method into the loop that calls it while its byte code
     * is not longer than 325: what would make it longer goes elsewhere.
     */
    private boolean readChunk(int type, byte[] bytes, int value, int length, HepPacket packet) {
        if (length != fixedLength(type, length)) {
            return false;
        }
        switch (type) {
            case Hep3.IP_PROTOCOL -> packet.ipProtocol(bytes[value]);
            case Hep3.IPV4_SOURCE, Hep3.IPV6_SOURCE -> packet.sourceAddress(bytes, value, length);
            case Hep3.IPV4_TARGET, Hep3.IPV6_TARGET -> packet.targetAddress(bytes, value, length);
            case Hep3.SOURCE_PORT -> packet.sourcePort(Hep3.uint16(bytes, value));
            case Hep3.TARGET_PORT -> packet.targetPort(Hep3.uint16(bytes, value));
            case Hep3.SECONDS -> seconds = Hep3.uint32(bytes, value);
            case Hep3.MICROSECONDS -> microseconds = Hep3.uint32(bytes, value);
            case Hep3.PROTOCOL_TYPE -> packet.protocolType(bytes[value]);
            case Hep3.CAPTURE_ID -> packet.captureId(Hep3.uint32(bytes, value));
            case Hep3.KEEP_ALIVE_SECONDS -> keepAlive = true;
            case Hep3.KEY -> packet.key(bytes, value, length);
            case Hep3.PAYLOAD -> packet.payload(bytes, value, length);
            case Hep3.COMPRESSED_PAYLOAD -> {
                compressedOffset = value;
                compressedLength = length;
            }
            case Hep3.CORRELATION_ID -> packet.correlationId(bytes, value, length);
            case Hep3.VLAN -> packet.vlan(Hep3.uint16(bytes, value));
            default -> {
                // The family of the addresses, which say it themselves.
            }
        }
        return true;
    }

    /** The length that the specification gives to values of a type, or the one that it has where any will do. */
    private static int fixedLength(int type, int length) {
        return switch (type) {
            case Hep3.IP_FAMILY, Hep3.IP_PROTOCOL, Hep3.PROTOCOL_TYPE -> Byte.BYTES;
            case Hep3.SOURCE_PORT, Hep3.TARGET_PORT, Hep3.KEEP_ALIVE_SECONDS, Hep3.VLAN -> Short.BYTES;
            case Hep3.IPV4_SOURCE, Hep3.IPV4_TARGET, Hep3.SECONDS, Hep3.MICROSECONDS, Hep3.CAPTURE_ID -> Integer.BYTES;
            case Hep3.IPV6_SOURCE, Hep3.IPV6_TARGET -> HepPacket.IPV6_BYTES;
            default -> length;
        };
    }
}
