package io.trunkline.protocol.hep;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How version 3 lies in memory. All numbers are big-endian.
 *
 * <pre>
 *   frame   0               4       6
 *           +---------------+-------+----------------------------
 *           | 'H' 'E' 'P' '3' | length | chunk | chunk | chunk …
 *           +---------------+-------+----------------------------
 *
 *   chunk   0        2        4        6
 *           +--------+--------+--------+-------------------------
 *           | vendor | type   | length | value, length − 6 bytes
 *           +--------+--------+--------+-------------------------
 * </pre>
 *
 * Both lengths count the headers before them: a frame's is at least 6, and so is a chunk's. The magic may also be
 * {@code EEP3}.
 */
final class Hep3 {

    /** {@code HEP3}. */
    static final int MAGIC = 0x48455033;

    /** {@code EEP3}, the same format under its other name. */
    static final int MAGIC_EEP = 0x45455033;

    static final int LENGTH_OFFSET = 4;
    static final int FRAME_HEADER = 6;

    static final int CHUNK_TYPE_OFFSET = 2;
    static final int CHUNK_LENGTH_OFFSET = 4;
    static final int CHUNK_HEADER = 6;

    /** Chunks of the specification itself; other vendors' types mean other things. */
    static final int VENDOR_GENERIC = 0;

    static final int IP_FAMILY = 0x0001;
    static final int IP_PROTOCOL = 0x0002;
    static final int IPV4_SOURCE = 0x0003;
    static final int IPV4_TARGET = 0x0004;
    static final int IPV6_SOURCE = 0x0005;
    static final int IPV6_TARGET = 0x0006;
    static final int SOURCE_PORT = 0x0007;
    static final int TARGET_PORT = 0x0008;
    static final int SECONDS = 0x0009;
    static final int MICROSECONDS = 0x000a;
    static final int PROTOCOL_TYPE = 0x000b;
    static final int CAPTURE_ID = 0x000c;
    static final int KEEP_ALIVE_SECONDS = 0x000d;
    static final int KEY = 0x000e;
    static final int PAYLOAD = 0x000f;
    static final int COMPRESSED_PAYLOAD = 0x0010;
    static final int CORRELATION_ID = 0x0011;
    static final int VLAN = 0x0012;
    static final int NODE_NAME = 0x0013;

    /** {@code AF_INET}, the same on every system. */
    static final int AF_INET = 2;

    /** {@code AF_INET6} of Linux, which is what the specification gives as example. */
    static final int AF_INET6 = 10;

    static final long MICROS_IN_A_SECOND = 1_000_000;

    /** The last microsecond of the last second that 32 bits can say, in 2106. */
    static final long LATEST_MICROS = 0xFFFF_FFFFL * MICROS_IN_A_SECOND + MICROS_IN_A_SECOND - 1;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LITTLE_SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Hep3() {}

    static boolean isMagic(int word) {
        return word == MAGIC || word == MAGIC_EEP;
    }

    static int uint16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }

    static long uint32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at) & 0xFFFF_FFFFL;
    }

    static int int32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static int littleUint16(byte[] bytes, int at) {
        return (short) LITTLE_SHORTS.get(bytes, at) & 0xFFFF;
    }

    static long littleUint32(byte[] bytes, int at) {
        return (int) LITTLE_INTS.get(bytes, at) & 0xFFFF_FFFFL;
    }

    static void putUint16(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }

    static void putUint32(byte[] bytes, int at, long value) {
        INTS.set(bytes, at, (int) value);
    }
}
