package io.trunkline.protocol.pcap;

/**
 * The unit in which an interface of a pcapng file counts time (option {@code if_tsresol}): a negative power of
 * 10, or with the highest bit set, of 2.
 *
 * @param exponent 0 to 18 for powers of 10, 0 to 62 for powers of 2
 * @param binary whether the power is of 2
 */
record TimeResolution(int exponent, boolean binary) {

    /** What an interface without the option has. */
    static final TimeResolution MICROS = new TimeResolution(6, false);

    /** 2<sup>43</sup> × 1,000,000 still fits into a long. */
    private static final int WIDEST_FRACTION_BITS = 43;

    /** From the option's byte; one that no clock has is taken for microseconds. */
    static TimeResolution of(byte option) {
        var resolution = new TimeResolution(option & 0x7f, option < 0);
        return resolution.exponent <= (resolution.binary ? 62 : 18) ? resolution : MICROS;
    }

    /** Microseconds of a time in this unit, which is taken as unsigned. */
    long micros(long time) {
        return binary ? microsOfPowerOfTwo(time) : microsOfPowerOfTen(time);
    }

    private long microsOfPowerOfTen(long time) {
        return exponent >= 6 ? Long.divideUnsigned(time, powerOfTen(exponent - 6)) : time * powerOfTen(6 - exponent);
    }

    private long microsOfPowerOfTwo(long time) {
        long seconds = time >>> exponent;
        long fraction = time & ((1L << exponent) - 1);
        int bits = exponent;
        if (bits > WIDEST_FRACTION_BITS) {
            fraction >>>= bits - WIDEST_FRACTION_BITS;
            bits = WIDEST_FRACTION_BITS;
        }
        return seconds * 1_000_000 + ((fraction * 1_000_000) >>> bits);
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
