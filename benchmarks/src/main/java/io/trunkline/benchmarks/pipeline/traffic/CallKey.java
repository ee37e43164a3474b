package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.exchange.PacketTemplate;
import java.math.BigInteger;

/**
 * A call's number as the six characters with which its Call-ID begins, and back. Neighbouring numbers give keys that
 * lie far apart, as real Call-IDs do: nothing that sorts or hashes them is flattered.
 */
public final class CallKey {

    /** What is no key of a call. */
    public static final long NONE = -1;

    private static final int RADIX = 36;
    private static final long KEYS = (long) Math.pow(RADIX, PacketTemplate.KEY_LENGTH);

    /** Without a factor in common with the number of keys, so that no two numbers have the same key. */
    private static final long SPREAD = 1_597_334_677L;

    private static final long GATHER =
            BigInteger.valueOf(SPREAD).modInverse(BigInteger.valueOf(KEYS)).longValueExact();

    private CallKey() {}

    /** The key of a call, ASCII. */
    public static byte[] of(long number) {
        long rest = number * SPREAD % KEYS;
        byte[] key = new byte[PacketTemplate.KEY_LENGTH];
        for (int i = key.length - 1; i >= 0; i--) {
            key[i] = (byte) Character.forDigit((int) (rest % RADIX), RADIX);
            rest /= RADIX;
        }
        return key;
    }

    /** The number of the call whose Call-ID begins at an offset, or {@link #NONE}. */
    public static long number(byte[] text, int offset) {
        if (offset < 0 || offset + PacketTemplate.KEY_LENGTH > text.length) {
            return NONE;
        }
        long key = 0;
        for (int i = offset; i < offset + PacketTemplate.KEY_LENGTH; i++) {
            int digit = Character.digit(text[i], RADIX);
            if (digit < 0) {
                return NONE;
            }
            key = key * RADIX + digit;
        }
        return key * GATHER % KEYS;
    }
}
