package io.trunkline.collector.journal;

import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.protocol.hep.HepStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.openhft.chronicle.bytes.Bytes;

/**
 * One received packet in the journal. Made once, filled again and again by one reader.
 *
 * <p>Numbers are little-endian, as Chronicle writes them.
 *
 * <pre>
 *   0         8   9   10  11  12     14  15     15+a    15+a+i      to the end
 *   +---------+---+---+---+---+------+---+------+-------+-----------+
 *   |received |sta|tra|fla|a  |port  |i  |source|agent  |packet     |
 *   |µs, int64|tus|nsp|gs |   |uint16|   |a byte|i bytes|as received|
 *   +---------+---+---+---+---+------+---+------+-------+-----------+
 *
 *   received  time of receipt, microseconds since the epoch
 *   status    what came of reading it: {@link #code(HepStatus)}; broken packets are kept and not forwarded
 *   transp    {@link HepTransport#code()}
 *   flags     bit 0: the agent may bill; bit 1: its capture times are believed
 *   a, source length and bytes of the sender's address in network order: 4 or 16
 *   port      the sender's
 *   i, agent  length and bytes of the agent's id, UTF-8
 * </pre>
 *
 * <p>What the registry said at the time of receipt stands in the record, so that a change of the agents does not
 * change what was received before it.
 */
public final class JournalRecord {

    static final int MAY_BILL = 1;
    static final int ANY_TIME = 1 << 1;

    private long index;
    private long receivedAtMicros;
    private HepStatus status = HepStatus.COMPLETE;
    private HepTransport transport = HepTransport.UDP;
    private int flags;
    private byte[] source = new byte[4];
    private int sourcePort;
    private byte[] agentBytes = {};
    private String agent = "";
    private byte[] bytes = new byte[2_048];
    private int length;

    static void write(Bytes<?> out, ReceivedPacket packet) {
        Admission.Admitted agent = packet.agent();
        out.writeLong(packet.receivedAtMicros());
        out.writeUnsignedByte(code(packet.status()));
        out.writeUnsignedByte(packet.transport().code());
        out.writeUnsignedByte((agent.mayBill() ? MAY_BILL : 0) | (agent.anyTime() ? ANY_TIME : 0));
        out.writeUnsignedByte(packet.source().length);
        out.writeUnsignedShort(packet.sourcePort());
        out.writeUnsignedByte(agent.id().length);
        out.write(packet.source());
        out.write(agent.id());
        out.write(packet.bytes(), packet.offset(), packet.length());
    }

    void read(long atIndex, Bytes<?> in) {
        index = atIndex;
        receivedAtMicros = in.readLong();
        status = status(in.readUnsignedByte());
        transport = HepTransport.of(in.readUnsignedByte());
        flags = in.readUnsignedByte();
        int sourceLength = in.readUnsignedByte();
        sourcePort = in.readUnsignedShort();
        int agentLength = in.readUnsignedByte();
        source = source.length == sourceLength ? source : new byte[sourceLength];
        in.read(source);
        readAgent(in, agentLength);
        length = Math.toIntExact(in.readRemaining());
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        in.read(bytes, 0, length);
    }

    /** Neighbours often have the same agent, whose text is then used again. */
    private void readAgent(Bytes<?> in, int agentLength) {
        byte[] read = new byte[agentLength];
        in.read(read);
        if (!Arrays.equals(read, agentBytes)) {
            agentBytes = read;
            agent = new String(read, StandardCharsets.UTF_8);
        }
    }

    /** A status' number in the journal, which must outlive the order of the enum. */
    static int code(HepStatus status) {
        return switch (status) {
            case COMPLETE -> 0;
            case TRUNCATED -> 1;
            case KEEP_ALIVE -> 2;
            case NOT_HEP -> 3;
            case BAD_LENGTH -> 4;
            case BAD_CHUNK -> 5;
            case BAD_GZIP -> 6;
            case NO_PAYLOAD -> 7;
            case TOO_LONG -> 8;
        };
    }

    private static HepStatus status(int code) {
        for (HepStatus status : HepStatus.values()) {
            if (code(status) == code) {
                return status;
            }
        }
        throw new IllegalStateException("the journal names a status that does not exist: " + code);
    }

    /** Its place in the journal: always rising. */
    public long index() {
        return index;
    }

    /** Time of receipt, microseconds since the epoch. */
    public long receivedAtMicros() {
        return receivedAtMicros;
    }

    /** What came of reading it. */
    public HepStatus status() {
        return status;
    }

    /** How it came. */
    public HepTransport transport() {
        return transport;
    }

    /** Whether the agent's signalling may move money, as of the time of receipt. */
    public boolean mayBill() {
        return (flags & MAY_BILL) != 0;
    }

    /** Whether the agent's clock is believed whatever it says, as of the time of receipt. */
    public boolean anyTime() {
        return (flags & ANY_TIME) != 0;
    }

    /** The sender's address. Allocates. */
    public InetAddress source() {
        try {
            return InetAddress.getByAddress(source);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the journal has an address of " + source.length + " bytes", e);
        }
    }

    /** The sender's port. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The agent's id. */
    public String agent() {
        return agent;
    }

    /** Holds the packet from 0 to {@link #length()}, until the next record is read. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes the packet has. */
    public int length() {
        return length;
    }
}
