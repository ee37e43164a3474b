package io.trunkline.protocol.dialog;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * How a call of the SIP test is told from a customer's where it is captured. All of this must hold: its Call-ID begins as
 * the probe writes it, the one Via is the probe's own, and the request left, or its response reached, an address of a
 * probe. The Call-ID anybody can write, and a switch may share the probe's address: but what a customer sends does not
 * leave that address, and what a proxy sends on for a customer bears the customer's Via beneath its own (RFC 3261, 16.6).
 *
 * @param networks the addresses of the probes as captures see them ({@code probe.networks}); empty when no probe may call
 */
public record TestCalls(List<Network> networks) {

    /** No probe may call. */
    public static final TestCalls NONE = new TestCalls(List.of());

    private static final String PREFIX = "trunkline-test-";
    private static final byte[] PREFIX_BYTES = PREFIX.getBytes(StandardCharsets.US_ASCII);

    /** Takes an unmodifiable copy. */
    public TestCalls {
        networks = List.copyOf(networks);
    }

    /** A Call-ID that no other test has. */
    public static String newCallId() {
        return PREFIX + UUID.randomUUID();
    }

    /** Whether a call that leaves this address is told from a customer's. */
    public boolean mayLeave(InetAddress address) {
        return has(address.getAddress());
    }

    /** Whether a message is one that a probe's call sent, or that answers it. */
    public boolean has(HepPacket packet, SipMessage sip) {
        return sip.vias() == 1
                && sip.begins(SipField.CALL_ID, PREFIX_BYTES)
                && has(sip.isRequest() ? packet.sourceAddress() : packet.targetAddress());
    }

    private boolean has(byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
