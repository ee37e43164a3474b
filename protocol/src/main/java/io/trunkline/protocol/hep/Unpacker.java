package io.trunkline.protocol.hep;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) and zlib (RFC 1950) into an array of its own, up to a limit. One a thread. The native
 * state of the inflaters is made at the first use and freed with this object.
 */
final class Unpacker {

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int GZIP_FLAGS_OFFSET = 3;
    private static final int GZIP_MAGIC_FIRST = 0x1f;
    private static final int GZIP_MAGIC_SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CRC = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;

    private final int limit;
    private final CRC32 crc = new CRC32();
    private Inflater raw;
    private Inflater zlib;
    private byte[] output = {};

    Unpacker(int limit) {
        this.limit = limit;
    }

    static boolean isGzip(byte[] bytes, int offset, int length) {
        return length > 2
                && (bytes[offset] & 0xFF) == GZIP_MAGIC_FIRST
                && (bytes[offset + 1] & 0xFF) == GZIP_MAGIC_SECOND;
    }

    /** Where the last {@link #unpack} left what it unpacked. */
    byte[] output() {
        return output;
    }

    /** The number of bytes unpacked, or -1 when they do not unpack or are more than the limit. */
    int unpack(byte[] bytes, int offset, int length) {
        if (output.length == 0) {
            // One byte more than the limit shows that there was more.
            output = new byte[limit + 1];
        }
        return isGzip(bytes, offset, length) ? gunzip(bytes, offset, length) : inflateZlib(bytes, offset, length);
    }

    private int inflateZlib(byte[] bytes, int offset, int length) {
        if (zlib == null) {
            zlib = new Inflater();
        }
        return inflate(zlib, bytes, offset, length);
    }

    private int gunzip(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int deflated = gzipHeaderEnd(bytes, offset, end);
        if (deflated < 0) {
            return -1;
        }
        if (raw == null) {
            raw = new Inflater(true);
        }
        int unpacked = inflate(raw, bytes, deflated, end - deflated);
        int trailer = end - raw.getRemaining();
        if (unpacked < 0 || end - trailer < GZIP_TRAILER) {
            return -1;
        }
        crc.reset();
        crc.update(output, 0, unpacked);
        boolean intact = Hep3.littleUint32(bytes, trailer) == crc.getValue()
                && Hep3.littleUint32(bytes, trailer + Integer.BYTES) == unpacked;
        return intact ? unpacked : -1;
    }

    private int inflate(Inflater inflater, byte[] bytes, int offset, int length) {
        inflater.reset();
        inflater.setInput(bytes, offset, length);
        try {
            int unpacked = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(output, unpacked, output.length - unpacked);
                unpacked += more;
                if (more == 0 || unpacked > limit) {
                    break;
                }
            }
            return inflater.finished() && unpacked <= limit ? unpacked : -1;
        } catch (DataFormatException e) {
            // What was read is not deflated data; the caller counts it.
            return -1;
        }
    }

    /** The end of the gzip header with its optional fields, or -1 when it is not one. */
    private static int gzipHeaderEnd(byte[] bytes, int offset, int end) {
        if (end - offset < GZIP_HEADER || bytes[offset + 2] != DEFLATE) {
            return -1;
        }
        int flags = bytes[offset + GZIP_FLAGS_OFFSET];
        int at = offset + GZIP_HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            if (end - at < 2) {
                return -1;
            }
            at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            at = pastZero(bytes, at, end);
        }
        if ((flags & HAS_COMMENT) != 0) {
            at = pastZero(bytes, at, end);
        }
        if ((flags & HAS_HEADER_CRC) != 0) {
            at += 2;
        }
        return at > end ? -1 : at;
    }

    private static int pastZero(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
