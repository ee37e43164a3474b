package io.trunkline.collector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param address its first address
 * @param prefixLength how many leading bits count: 0 to 32, or 0 to 128
 */
public record Network(InetAddress address, int prefixLength) {

    /** {@code 127.0.0.0/8} and {@code ::1}. */
    public static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    /** @throws IllegalArgumentException when the prefix is longer than the address */
    public Network {
        int bits = address.getAddress().length * Byte.SIZE;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " of " + address.getHostAddress() + " is not in 0 to " + bits);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone. Names are refused, so nothing is looked up.
     *
     * @throws IllegalArgumentException that says what is wrong with the text
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash), text);
        if (slash < 0) {
            return new Network(address, address.getAddress().length * Byte.SIZE);
        }
        try {
            return new Network(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a network like 10.0.0.0/8 or 2001:db8::/32: " + text, e);
        }
    }

    private static InetAddress literal(String address, String whole) {
        InetAddress read;
        try {
            read = InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a network like 10.0.0.0/8 or 2001:db8::/32: " + whole, e);
        }
        // The platform reads 10.1 as 10.0.0.1, which nobody who writes 10.1/16 means.
        if (read instanceof Inet4Address && !read.getHostAddress().equals(address)) {
            throw new IllegalArgumentException("not an address of four numbers: " + whole);
        }
        return read;
    }

    /** Whether an address of 4 or 16 bytes in network order lies in this network; one of the other family never does. */
    public boolean contains(byte[] candidate) {
        byte[] own = address.getAddress();
        if (candidate.length != own.length) {
            return false;
        }
        int wholeBytes = prefixLength / Byte.SIZE;
        for (int i = 0; i < wholeBytes; i++) {
            if (candidate[i] != own[i]) {
                return false;
            }
        }
        int bits = prefixLength % Byte.SIZE;
        return bits == 0 || ((candidate[wholeBytes] ^ own[wholeBytes]) & 0xFF) >>> (Byte.SIZE - bits) == 0;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return address.getHostAddress() + '/' + prefixLength;
    }
}
