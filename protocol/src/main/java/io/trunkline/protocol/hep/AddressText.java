package io.trunkline.protocol.hep;

/** Addresses as people write them: dotted quads, and RFC 5952 for version 6. */
public final class AddressText {

    private static final int GROUPS = 8;
    private static final int MAPPED_PREFIX_GROUPS = 6;

    private AddressText() {}

    /**
     * {@code 192.0.2.1:5060}, {@code [2001:db8::1]:5060}.
     *
     * @param length 4 or 16: of the bytes that count
     */
    public static String withPort(byte[] address, int length, int port) {
        var text = new StringBuilder(48);
        if (length == HepPacket.IPV4_BYTES) {
            ipv4(text, address, 0);
        } else {
            ipv6(text.append('['), address);
            text.append(']');
        }
        return text.append(':').append(port).toString();
    }

    /**
     * {@code 192.0.2.1}, {@code 2001:db8::1}.
     *
     * @param length 4 or 16: of the bytes that count
     */
    public static String of(byte[] address, int length) {
        var text = new StringBuilder(40);
        if (length == HepPacket.IPV4_BYTES) {
            ipv4(text, address, 0);
        } else {
            ipv6(text, address);
        }
        return text.toString();
    }

    private static void ipv4(StringBuilder text, byte[] address, int offset) {
        for (int i = 0; i < HepPacket.IPV4_BYTES; i++) {
            if (i > 0) {
                text.append('.');
            }
            text.append(address[offset + i] & 0xFF);
        }
    }

    private static void ipv6(StringBuilder text, byte[] address) {
        if (isMapped(address)) {
            ipv4(text.append("::ffff:"), address, 2 * MAPPED_PREFIX_GROUPS);
            return;
        }
        int zerosAt = longestZeroRun(address);
        int zerosEnd = zerosAt < 0 ? -1 : zeroRunEnd(address, zerosAt);
        int i = 0;
        while (i < GROUPS) {
            if (i == zerosAt) {
                text.append("::");
                i = zerosEnd;
                continue;
            }
            if (i > 0 && i != zerosEnd) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
            i++;
        }
    }

    /** Whether it is an IPv4 address in the guise of version 6, {@code ::ffff:0:0/96} (RFC 5952 section 5). */
    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < MAPPED_PREFIX_GROUPS - 1; i++) {
            if (group(address, i) != 0) {
                return false;
            }
        }
        return group(address, MAPPED_PREFIX_GROUPS - 1) == 0xFFFF;
    }

    /** The first of the longest runs of at least two zero groups (RFC 5952 sections 4.2.2 and 4.2.3), or -1. */
    private static int longestZeroRun(byte[] address) {
        int best = -1;
        int bestLength = 1;
        int i = 0;
        while (i < GROUPS) {
            int end = zeroRunEnd(address, i);
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
            i = Math.max(end, i + 1);
        }
        return best;
    }

    private static int zeroRunEnd(byte[] address, int from) {
        int end = from;
        while (end < GROUPS && group(address, end) == 0) {
            end++;
        }
        return end;
    }

    private static int group(byte[] address, int index) {
        return ((address[2 * index] & 0xFF) << 8) | (address[2 * index + 1] & 0xFF);
    }
}
