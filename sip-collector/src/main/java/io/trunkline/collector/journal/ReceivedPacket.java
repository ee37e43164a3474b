package io.trunkline.collector.journal;

import io.trunkline.collector.agent.Admission.Admitted;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.protocol.hep.HepStatus;

/**
 * A packet on its way from the network to the journal, with all that the journal keeps of it. Made once and filled
 * again for each packet, so that receiving allocates nothing; what is not said anew stays from the packet before. For
 * one thread.
 */
public final class ReceivedPacket {

    private long receivedAtMicros;
    private HepTransport transport = HepTransport.UDP;
    private byte[] source = new byte[4];
    private int sourcePort;
    private byte[] bytes = {};
    private int offset;
    private int length;
    private HepStatus status = HepStatus.NOT_HEP;
    private Admitted agent;

    /**
     * When and how it came.
     *
     * @param micros time of receipt, microseconds since the epoch
     */
    public ReceivedPacket at(long micros, HepTransport over) {
        receivedAtMicros = micros;
        transport = over;
        return this;
    }

    /**
     * Who sent it.
     *
     * @param address 4 or 16 bytes in network order, which are not copied
     */
    public ReceivedPacket from(byte[] address, int port) {
        source = address;
        sourcePort = port;
        return this;
    }

    /** The packet itself: the bytes of a range, which are not copied. */
    public ReceivedPacket holding(byte[] array, int from, int count) {
        bytes = array;
        offset = from;
        length = count;
        return this;
    }

    /** What came of reading it. */
    public ReceivedPacket read(HepStatus as) {
        status = as;
        return this;
    }

    /** As whose packet it is kept. */
    public ReceivedPacket of(Admitted admitted) {
        agent = admitted;
        return this;
    }

    /** Time of receipt, microseconds since the epoch. */
    public long receivedAtMicros() {
        return receivedAtMicros;
    }

    /** How it came. */
    public HepTransport transport() {
        return transport;
    }

    /** The sender's address in network order. Not to be changed. */
    public byte[] source() {
        return source;
    }

    int sourcePort() {
        return sourcePort;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    /** How many bytes it has. */
    public int length() {
        return length;
    }

    /** What came of reading it. */
    public HepStatus status() {
        return status;
    }

    /** As whose packet it is kept; null when nobody's yet. */
    public Admitted agent() {
        return agent;
    }
}
