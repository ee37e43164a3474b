package io.trunkline.live.view;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address or a network from which calls come: {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}.
 * Two texts for the same network are equal here. Names are never looked up.
 *
 * @param address the first address of the network
 * @param bits length of its prefix
 */
public record Network(InetAddress address, int bits) {

    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Reads one; empty when the text is none, or has bits set behind its prefix. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        // Java would take 192.1 for an address too.
        if (!DOTTED.matcher(literal).matches() && (!literal.contains(":") || literal.contains("%"))) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            int most = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits >= 0 && bits <= most && isFirstOf(address, bits)
                    ? Optional.of(new Network(address, bits))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isFirstOf(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int bit = bits; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0) {
                return false;
            }
        }
        return true;
    }
}
