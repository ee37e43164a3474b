package io.trunkline.protocol.hep;

import java.util.Arrays;

/**
 * Addresses with their ports as text, those of the packets before in memory: a site has few, and each message bears two. It
 * never grows: who sends from ever new addresses only makes the others be written again. Not for several threads.
 */
final class AddressTexts {

    /** A power of two. */
    private static final int PLACES = 1024;

    private static final class Known {
        private final byte[] address;
        private final int port;
        private final String text;

        Known(byte[] address, int port, String text) {
            this.address = address;
            this.port = port;
            this.text = text;
        }

        boolean is(byte[] other, int length, int otherPort) {
            return port == otherPort && Arrays.equals(address, 0, address.length, other, 0, length);
        }
    }

    /** Made when it is asked first: most packets only carry their addresses. */
    private Known[] places;

    /** As {@link AddressText#withPort} writes it. */
    String withPort(byte[] address, int length, int port) {
        if (places == null) {
            places = new Known[PLACES];
        }
        int place = place(address, length, port);
        Known known = places[place];
        if (known == null || !known.is(address, length, port)) {
            known = new Known(Arrays.copyOf(address, length), port, AddressText.withPort(address, length, port));
            places[place] = known;
        }
        return known.text;
    }

    private static int place(byte[] address, int length, int port) {
        int hash = port;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + address[i];
        }
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (PLACES - 1);
    }
}
