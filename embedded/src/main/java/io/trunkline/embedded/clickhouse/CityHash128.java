package io.trunkline.embedded.clickhouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CityHash128 of version 1.0.2, the checksum of ClickHouse's compressed frames; later versions of CityHash give other
 * values. The steps follow the algorithm's definition, whose names are kept.
 */
final class CityHash128 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MULTIPLIER = 0x9ddfea08eb382d69L;

    private CityHash128() {}

    /**
     * A hash of 128 bits.
     *
     * @param low the half that is written first
     * @param high the other half
     */
    record Hash(long low, long high) {}

    /** Returns the hash of {@code length} bytes from {@code offset} on. */
    static Hash of(byte[] bytes, int offset, int length) {
        if (length >= 16) {
            return withSeed(bytes, offset + 16, length - 16, long64(bytes, offset) ^ K3, long64(bytes, offset + 8));
        }
        if (length >= 8) {
            long first = long64(bytes, offset) ^ (length * K0);
            long second = long64(bytes, offset + length - 8) ^ K1;
            return murmur(bytes, offset, 0, first, second);
        }
        return murmur(bytes, offset, length, K0, K1);
    }

    private static Hash withSeed(byte[] bytes, int offset, int length, long low, long high) {
        if (length < 128) {
            return murmur(bytes, offset, length, low, high);
        }
        long x = low;
        long y = high;
        long z = length * K1;
        long vFirst = Long.rotateRight(y ^ K1, 49) * K1 + long64(bytes, offset);
        Hash v = new Hash(vFirst, Long.rotateRight(vFirst, 42) * K1 + long64(bytes, offset + 8));
        Hash w = new Hash(
                Long.rotateRight(y + z, 35) * K1 + x, Long.rotateRight(x + long64(bytes, offset + 88), 53) * K1);

        int at = offset;
        int left = length;
        while (left >= 128) {
            for (int half = 0; half < 2; half++) {
                x = Long.rotateRight(x + y + v.low() + long64(bytes, at + 16), 37) * K1 ^ w.high();
                y = Long.rotateRight(y + v.high() + long64(bytes, at + 48), 42) * K1 ^ v.low();
                z = Long.rotateRight(z ^ w.low(), 33);
                v = weak(bytes, at, v.high() * K1, x + w.low());
                w = weak(bytes, at + 32, z + w.high(), y);
                long swapped = z;
                z = x;
                x = swapped;
                at += 64;
            }
            left -= 128;
        }

        y += Long.rotateRight(w.low(), 37) * K0 + z;
        x += Long.rotateRight(v.low() + z, 49) * K0;
        for (int done = 32; done < left + 32; done += 32) {
            y = Long.rotateRight(y - x, 42) * K0 + v.high();
            long wLow = w.low() + long64(bytes, at + left - done + 16);
            x = Long.rotateRight(x, 49) * K0 + wLow;
            w = new Hash(wLow + v.low(), w.high());
            v = weak(bytes, at + left - done, v.low(), v.high());
        }
        x = mix(x, v.low());
        y = mix(y, w.low());
        return new Hash(mix(x + v.high(), w.high()) + y, mix(x + w.high(), y + v.high()));
    }

    private static Hash murmur(byte[] bytes, int offset, int length, long low, long high) {
        long a = low;
        long b = high;
        long c;
        long d;
        int left = length - 16;
        if (left <= 0) {
            a = shiftMix(a * K1) * K1;
            c = b * K1 + upTo16(bytes, offset, length);
            d = shiftMix(a + (length >= 8 ? long64(bytes, offset) : c));
        } else {
            c = mix(long64(bytes, offset + length - 8) + K1, a);
            d = mix(b + length, c + long64(bytes, offset + length - 16));
            a += d;
            for (int at = offset; left > 0; at += 16, left -= 16) {
                a = (a ^ shiftMix(long64(bytes, at) * K1) * K1) * K1;
                b ^= a;
                c = (c ^ shiftMix(long64(bytes, at + 8) * K1) * K1) * K1;
                d ^= c;
            }
        }
        a = mix(a, c);
        b = mix(d, b);
        return new Hash(a ^ b, mix(b, a));
    }

    private static long upTo16(byte[] bytes, int offset, int length) {
        if (length > 8) {
            long a = long64(bytes, offset);
            long b = long64(bytes, offset + length - 8);
            return mix(a, Long.rotateRight(b + length, length)) ^ b;
        }
        if (length >= 4) {
            return mix(length + (int32(bytes, offset) << 3), int32(bytes, offset + length - 4));
        }
        if (length > 0) {
            long first = bytes[offset] & 0xff;
            long middle = bytes[offset + (length >> 1)] & 0xff;
            long last = bytes[offset + length - 1] & 0xff;
            long y = first + (middle << 8);
            long z = length + (last << 2);
            return shiftMix(y * K2 ^ z * K3) * K2;
        }
        return K2;
    }

    private static Hash weak(byte[] bytes, int at, long seedA, long seedB) {
        long w = long64(bytes, at);
        long x = long64(bytes, at + 8);
        long y = long64(bytes, at + 16);
        long z = long64(bytes, at + 24);
        long a = seedA + w;
        long b = Long.rotateRight(seedB + a + z, 21);
        long sum = a + x + y;
        return new Hash(sum + z, b + Long.rotateRight(sum, 44) + a);
    }

    private static long mix(long u, long v) {
        long a = (u ^ v) * MULTIPLIER;
        a ^= a >>> 47;
        long b = (v ^ a) * MULTIPLIER;
        b ^= b >>> 47;
        return b * MULTIPLIER;
    }

    private static long shiftMix(long value) {
        return value ^ (value >>> 47);
    }

    private static long long64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    private static long int32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at) & 0xffffffffL;
    }
}
