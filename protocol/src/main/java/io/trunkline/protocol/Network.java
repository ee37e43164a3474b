package io.trunkline.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291), or one address alone. One notion of it for all: who may
 * send, whose calls come from where, and what may be written into an account.
 *
 * <p>An IPv4 address is kept as the IPv6 address that stands for it, {@code ::ffff:192.0.2.7} (RFC 4291 section
 * 2.5.5.2), so that both spellings are equal and one table holds both families. The families stay apart all the same:
 * {@code ::/0} is every IPv6 address and no IPv4 address.
 *
 * @param high first 64 bits of the first address
 * @param low last 64 bits of the first address
 * @param bits how many leading bits of the 128 count; for IPv4 the prefix length and 96
 */
public record Network(long high, long low, int bits) {

    private static final int ALL_BITS = 128;
    private static final int IPV4_OFFSET = 96;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final long IPV4_MAPPED = 0xFFFFL << 32;
    private static final long IPV4_MASK = 0xFFFF_FFFFL;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final Pattern PREFIX_LENGTH = Pattern.compile("[0-9]{1,3}");

    /** @throws IllegalArgumentException when {@code bits} is not in 0 to 128, or bits behind them are set */
    public Network {
        if (bits < 0 || bits > ALL_BITS) {
            throw new IllegalArgumentException("a network has 0 to " + ALL_BITS + " bits: " + bits);
        }
        if ((high & ~highMask(bits)) != 0 || (low & ~lowMask(bits)) != 0) {
            throw new IllegalArgumentException("bits are set behind the first " + bits);
        }
    }

    /**
     * Reads {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}. Names are refused, so nothing is looked up.
     *
     * @throws IllegalArgumentException that shows the text and says what is wrong with it
     */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = literal(literal, text);
        // The platform reads ::ffff:192.0.2.7 as IPv4; its prefix is counted as written.
        int offset = address.length == IPV4_BYTES && !literal.contains(":") ? IPV4_OFFSET : 0;
        int bits = slash < 0 ? ALL_BITS : offset + prefixLength(text.substring(slash + 1), ALL_BITS - offset, text);
        Network alone = of(address);
        if (alone.isIpv4() && bits < IPV4_OFFSET) {
            throw new IllegalArgumentException(
                    "a network of IPv4 addresses in IPv6 has a prefix of 96 or more: " + text);
        }
        Network network = alone.masked(bits);
        if (network.high != alone.high || network.low != alone.low) {
            throw new IllegalArgumentException("bits are set behind the prefix in " + text + ": the network is "
                    + network + ", the one address " + literal);
        }
        return network;
    }

    /** Reads what {@link #of(String)} reads; empty for everything else. */
    public static Optional<Network> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * One address alone.
     *
     * @param address 4 or 16 bytes in network order
     * @throws IllegalArgumentException when it has another length
     */
    public static Network of(byte[] address) {
        return switch (address.length) {
            case IPV4_BYTES -> new Network(0, mapped(address), ALL_BITS);
            case IPV6_BYTES ->
                new Network((long) LONGS.get(address, 0), (long) LONGS.get(address, Long.BYTES), ALL_BITS);
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        };
    }

    private static byte[] literal(String literal, String whole) {
        try {
            InetAddress read = InetAddress.ofLiteral(literal);
            // The platform reads 10.1 as 10.0.0.1, which nobody who writes 10.1/16 means, and takes brackets and zones.
            boolean asWritten = literal.contains(":")
                    ? literal.indexOf('%') < 0 && literal.indexOf('[') < 0
                    : read.getHostAddress().equals(literal);
            if (asWritten) {
                return read.getAddress();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(noNetwork(whole), e);
        }
        throw new IllegalArgumentException(noNetwork(whole));
    }

    private static int prefixLength(String digits, int longest, String whole) {
        if (!PREFIX_LENGTH.matcher(digits).matches()) {
            throw new IllegalArgumentException(noNetwork(whole));
        }
        int length = Integer.parseInt(digits);
        if (length > longest) {
            throw new IllegalArgumentException("the prefix is longer than " + longest + ": " + whole);
        }
        return length;
    }

    private static String noNetwork(String text) {
        return "not an address or a network like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32: " + text;
    }

    private static long mapped(byte[] ipv4) {
        return IPV4_MAPPED | Integer.toUnsignedLong((int) INTS.get(ipv4, 0));
    }

    /**
     * Whether an address lies in this network. Allocates nothing.
     *
     * @param address 4 or 16 bytes in network order; of any other length it lies nowhere
     */
    public boolean contains(byte[] address) {
        return switch (address.length) {
            case IPV4_BYTES -> contains(0, mapped(address));
            case IPV6_BYTES -> contains((long) LONGS.get(address, 0), (long) LONGS.get(address, Long.BYTES));
            default -> false;
        };
    }

    /** Whether all of another network lies in this one. */
    public boolean contains(Network other) {
        return other.bits >= bits && contains(other.high, other.low);
    }

    private boolean contains(long otherHigh, long otherLow) {
        boolean sameFamily = bits >= IPV4_OFFSET || !isIpv4(otherHigh, otherLow);
        return sameFamily && (otherHigh & highMask(bits)) == high && (otherLow & lowMask(bits)) == low;
    }

    /**
     * The network of so many bits that begins as this one does. That it {@linkplain #contains(Network) contains} this
     * one is not said: an IPv4 address cut to fewer than 96 bits has become IPv6.
     *
     * @param fewer 0 to 128
     */
    public Network masked(int fewer) {
        return new Network(high & highMask(fewer), low & lowMask(fewer), fewer);
    }

    /** Whether it is of IPv4 addresses, or one. */
    public boolean isIpv4() {
        return bits >= IPV4_OFFSET && isIpv4(high, low);
    }

    private static boolean isIpv4(long high, long low) {
        return high == 0 && (low & ~IPV4_MASK) == IPV4_MAPPED;
    }

    private static long highMask(int bits) {
        return mask(bits);
    }

    private static long lowMask(int bits) {
        return mask(bits - Long.SIZE);
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** As {@link #of(String)} reads it, always with the prefix. */
    @Override
    public String toString() {
        byte[] address = isIpv4()
                ? ByteBuffer.allocate(IPV4_BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(address).getHostAddress() + '/' + (isIpv4() ? bits - IPV4_OFFSET : bits);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are an address", e);
        }
    }
}
