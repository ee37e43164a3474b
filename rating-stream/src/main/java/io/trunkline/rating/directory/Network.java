package io.trunkline.rating.directory;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A range of addresses. IPv4 lies within IPv6, at {@code ::ffff:0:0/96}, so that one table holds both.
 *
 * @param high first 64 bits, those beyond the length 0
 * @param low last 64 bits, those beyond the length 0
 * @param length bits that count, 0 to 128
 */
record Network(long high, long low, int length) {

    private static final int ALL_BITS = 128;
    private static final int IPV4_OFFSET = 96;
    private static final long IPV4_MAPPED = 0xFFFFL << 32;

    /** {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; empty for anything else. Asks no name server. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = address.length * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bits) {
                return Optional.empty();
            }
            return Optional.of(of(address, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address of {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}. */
    static Optional<Network> ofEndpoint(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        boolean bracketed = endpoint.startsWith("[") && endpoint.charAt(colon - 1) == ']';
        return parse(bracketed ? endpoint.substring(1, colon - 1) : endpoint.substring(0, colon));
    }

    private static Network of(byte[] address, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        if (address.length == Integer.BYTES) {
            return new Network(0, IPV4_MAPPED | Integer.toUnsignedLong(bytes.getInt()), ALL_BITS)
                    .masked(length + IPV4_OFFSET);
        }
        return new Network(bytes.getLong(), bytes.getLong(), ALL_BITS).masked(length);
    }

    /** The network of that length in which this one lies. */
    Network masked(int bits) {
        return new Network(high & mask(bits), low & mask(bits - Long.SIZE), bits);
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }
}
