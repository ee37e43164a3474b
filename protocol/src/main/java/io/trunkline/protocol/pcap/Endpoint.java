package io.trunkline.protocol.pcap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** One end of a datagram or stream. */
record Endpoint(InetAddress address, int port) {

    /** The address that lies at an offset, 4 or 16 bytes in network order. */
    static InetAddress address(byte[] bytes, int offset, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + length));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + length, e);
        }
    }
}
