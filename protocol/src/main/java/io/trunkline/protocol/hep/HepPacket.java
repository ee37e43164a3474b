package io.trunkline.protocol.hep;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A HEP packet, whatever version it came in. Made once and filled again and again: reading one allocates
 * nothing. Not for use by several threads at once.
 *
 * <p>Payload, key, correlation id and the chunks that are only carried along are ranges of arrays that are not
 * copied: those of the datagram belong to the caller of the decoder, those of a payload that had to be unpacked to
 * the decoder. They hold until either is used for the next packet.
 */
public final class HepPacket {

    /** Protocol type of SIP (chunk 0x000b). */
    public static final int PROTOCOL_SIP = 1;

    /** {@link #protocolType} of RTCP, which agents send as JSON. */
    public static final int PROTOCOL_RTCP = 5;

    /** The longest packet that version 3 can say the length of, in bytes. */
    public static final int MAX_LENGTH = 0xFFFF;

    /** IP protocol number of TCP. */
    public static final int TCP = 6;

    /** IP protocol number of UDP. */
    public static final int UDP = 17;

    /** The number that switches send for TLS; to IANA it is XNS IDP. */
    public static final int TLS = 22;

    /** IP protocol number of SCTP. */
    public static final int SCTP = 132;

    /** The most bytes that {@link #copyFlow} writes. */
    public static final int FLOW_BYTES = 2 * (Byte.BYTES + 16 + Short.BYTES) + Byte.BYTES;

    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;

    private static final byte[] NOTHING = {};

    private int version;
    private long capturedAtMicros;
    private int ipProtocol;
    private int protocolType;
    private long captureId;
    private int vlan;

    private final byte[] sourceAddress = new byte[IPV6_BYTES];
    private int sourceAddressLength;
    private int sourcePort;
    private final byte[] targetAddress = new byte[IPV6_BYTES];
    private int targetAddressLength;
    private int targetPort;

    private byte[] keyArray = NOTHING;
    private int keyOffset;
    private int keyLength;
    private byte[] correlationArray = NOTHING;
    private int correlationOffset;
    private int correlationLength;
    private byte[] payloadArray = NOTHING;
    private int payloadOffset;
    private int payloadLength;
    private final CarriedChunks carried = new CarriedChunks();
    private final AddressTexts texts = new AddressTexts();

    private HepPacket() {
        clear();
    }

    /** A packet with nothing in it: version 3, UDP, SIP, addresses {@code 0.0.0.0}. */
    public static HepPacket empty() {
        return new HepPacket();
    }

    /** Forgets everything. */
    public void clear() {
        version = 3;
        capturedAtMicros = 0;
        ipProtocol = UDP;
        protocolType = PROTOCOL_SIP;
        captureId = 0;
        vlan = 0;
        noAddresses();
        keyArray = NOTHING;
        keyOffset = 0;
        keyLength = -1;
        correlationArray = NOTHING;
        correlationOffset = 0;
        correlationLength = -1;
        payloadArray = NOTHING;
        payloadOffset = 0;
        payloadLength = 0;
        carried.clear();
    }

    private void noAddresses() {
        for (int i = 0; i < IPV4_BYTES; i++) {
            sourceAddress[i] = 0;
            targetAddress[i] = 0;
        }
        sourceAddressLength = IPV4_BYTES;
        targetAddressLength = IPV4_BYTES;
        sourcePort = 0;
        targetPort = 0;
    }

    /** 1, 2 or 3: how it came. */
    public int version() {
        return version;
    }

    void version(int newVersion) {
        version = newVersion;
    }

    /** Capture time as the packet claims it, microseconds since the epoch; of version 1, which has none, 0. */
    public long capturedAtMicros() {
        return capturedAtMicros;
    }

    /** Sets the capture time, microseconds since the epoch; version 3 holds times from 1970 to 2106. */
    public HepPacket capturedAtMicros(long micros) {
        capturedAtMicros = micros;
        return this;
    }

    /**
     * Sets the capture time as it stands in packets, two unsigned numbers of 32 bits. Where the microseconds lead past
     * the last second that can be written, the last microsecond that can.
     */
    void capturedAt(long seconds, long micros) {
        capturedAtMicros = Math.min(seconds * Hep3.MICROS_IN_A_SECOND + micros, Hep3.LATEST_MICROS);
    }

    /** IP protocol: {@link #TCP}, {@link #UDP}, {@link #TLS}, {@link #SCTP}, or another from 0 to 255. */
    public int ipProtocol() {
        return ipProtocol;
    }

    /** Sets the IP protocol, 0 to 255. */
    public HepPacket ipProtocol(int protocol) {
        ipProtocol = protocol & 0xFF;
        return this;
    }

    /** {@code udp}, {@code tcp}, {@code tls}, {@code sctp}, or the number as text. */
    public String transport() {
        return switch (ipProtocol) {
            case UDP -> "udp";
            case TCP -> "tcp";
            case TLS -> "tls";
            case SCTP -> "sctp";
            default -> Integer.toString(ipProtocol);
        };
    }

    /** What the payload is: {@link #PROTOCOL_SIP}, or another number of an open set, 0 to 255. */
    public int protocolType() {
        return protocolType;
    }

    /** Whether the payload is SIP, as the packet says. */
    public boolean isSip() {
        return protocolType == PROTOCOL_SIP;
    }

    /** Sets what the payload is, 0 to 255. */
    public HepPacket protocolType(int type) {
        protocolType = type & 0xFF;
        return this;
    }

    /**
     * Sets where the payload came from.
     *
     * @param address 4 or 16 bytes in network order; copied
     * @param port 0 to 65535
     * @throws IllegalArgumentException when the address has another length
     */
    public HepPacket source(byte[] address, int port) {
        sourceAddress(address, 0, checkedLength(address));
        sourcePort(port);
        return this;
    }

    /** Sets where the payload went; see {@link #source(byte[], int)}. */
    public HepPacket target(byte[] address, int port) {
        targetAddress(address, 0, checkedLength(address));
        targetPort(port);
        return this;
    }

    private static int checkedLength(byte[] address) {
        if (address.length != IPV4_BYTES && address.length != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        }
        return address.length;
    }

    void sourceAddress(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, sourceAddress, 0, length);
        sourceAddressLength = length;
    }

    void targetAddress(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, targetAddress, 0, length);
        targetAddressLength = length;
    }

    void sourcePort(int port) {
        sourcePort = port & 0xFFFF;
    }

    void targetPort(int port) {
        targetPort = port & 0xFFFF;
    }

    /** {@code 192.0.2.1:5060}, {@code [2001:db8::1]:5060} (RFC 5952). Of an address that came lately it allocates nothing. */
    public String source() {
        return texts.withPort(sourceAddress, sourceAddressLength, sourcePort);
    }

    /** Where the payload went, as {@link #source()} writes it. */
    public String target() {
        return texts.withPort(targetAddress, targetAddressLength, targetPort);
    }

    /** The source's address alone, {@code 192.0.2.1} or {@code 2001:db8::1}. Allocates. */
    public String sourceHost() {
        return AddressText.of(sourceAddress, sourceAddressLength);
    }

    /** The target's address alone. Allocates. */
    public String targetHost() {
        return AddressText.of(targetAddress, targetAddressLength);
    }

    /** The source's address in network order, 4 or 16 bytes. Allocates. */
    public byte[] sourceAddress() {
        return Arrays.copyOf(sourceAddress, sourceAddressLength);
    }

    /** The target's address in network order, 4 or 16 bytes. Allocates. */
    public byte[] targetAddress() {
        return Arrays.copyOf(targetAddress, targetAddressLength);
    }

    /** The source's port, 0 to 65535. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The target's port, 0 to 65535. */
    public int targetPort() {
        return targetPort;
    }

    /**
     * Writes addresses, ports and IP protocol: two packets went the same way if and only if this writes the same.
     * Allocates nothing.
     *
     * @param flow with room for {@link #FLOW_BYTES}
     * @return the number of bytes written from 0 on
     */
    public int copyFlow(byte[] flow) {
        int at = copyEnd(sourceAddress, sourceAddressLength, sourcePort, flow, 0);
        at = copyEnd(targetAddress, targetAddressLength, targetPort, flow, at);
        flow[at] = (byte) ipProtocol;
        return at + Byte.BYTES;
    }

    private static int copyEnd(byte[] address, int length, int port, byte[] flow, int offset) {
        flow[offset] = (byte) length;
        System.arraycopy(address, 0, flow, offset + Byte.BYTES, length);
        int at = offset + Byte.BYTES + length;
        Hep3.putUint16(flow, at, port);
        return at + Short.BYTES;
    }

    /** Whether source and target fit the version 4 chunks; one address of 16 bytes makes both version 6. */
    boolean isIpv4() {
        return sourceAddressLength == IPV4_BYTES && targetAddressLength == IPV4_BYTES;
    }

    byte[] sourceBytes() {
        return sourceAddress;
    }

    int sourceBytesLength() {
        return sourceAddressLength;
    }

    byte[] targetBytes() {
        return targetAddress;
    }

    int targetBytesLength() {
        return targetAddressLength;
    }

    /** Capture agent id, unsigned 32 bits (chunk 0x000c); 0 without one. */
    public long captureId() {
        return captureId;
    }

    /** Sets the capture agent id; its low 32 bits are kept. */
    public HepPacket captureId(long id) {
        captureId = id & 0xFFFF_FFFFL;
        return this;
    }

    /** VLAN (chunk 0x0012), 0 to 65535; 0 without one. */
    public int vlan() {
        return vlan;
    }

    /** Sets the VLAN; 0 for none. */
    public HepPacket vlan(int id) {
        vlan = id & 0xFFFF;
        return this;
    }

    /** Authentication key (chunk 0x000e) as text, or null. Allocates. Never log it. */
    public String key() {
        return keyLength < 0 ? null : new String(keyArray, keyOffset, keyLength, StandardCharsets.UTF_8);
    }

    /**
     * Whether the packet bears this authentication key. Takes as long for a wrong key as for the right one, so that
     * a key cannot be guessed byte by byte. Allocates nothing.
     */
    public boolean keyMatches(byte[] expected) {
        int difference = keyLength ^ expected.length;
        for (int i = 0; i < keyLength; i++) {
            difference |= keyArray[keyOffset + i] ^ (expected.length == 0 ? 0 : expected[i % expected.length]);
        }
        return difference == 0;
    }

    void key(byte[] array, int offset, int length) {
        keyArray = array;
        keyOffset = offset;
        keyLength = length;
    }

    /** Correlation id (chunk 0x0011) as text, or null. Allocates. */
    public String correlationId() {
        return correlationLength < 0
                ? null
                : new String(correlationArray, correlationOffset, correlationLength, StandardCharsets.UTF_8);
    }

    /** Sets the correlation id; null for none. */
    public HepPacket correlationId(String id) {
        if (id == null) {
            correlationId(NOTHING, 0, -1);
        } else {
            byte[] text = id.getBytes(StandardCharsets.UTF_8);
            correlationId(text, 0, text.length);
        }
        return this;
    }

    void correlationId(byte[] array, int offset, int length) {
        correlationArray = array;
        correlationOffset = offset;
        correlationLength = length;
    }

    byte[] correlationArray() {
        return correlationArray;
    }

    int correlationOffset() {
        return correlationOffset;
    }

    /** -1 without one. */
    int correlationLength() {
        return correlationLength;
    }

    /** Name of the capture agent as it calls itself (chunk 0x0013), or null. Allocates. */
    public String nodeName() {
        return carried.text(Hep3.NODE_NAME);
    }

    /**
     * How many generic chunks that nothing here reads will not go on with the packet: more than 24 of them, or of
     * more than 4,096 bytes with their headers, or without room in {@link #MAX_LENGTH}.
     */
    public int chunksLeftOut() {
        return carried.leftOut();
    }

    CarriedChunks carried() {
        return carried;
    }

    /** The array in which the payload lies. */
    public byte[] array() {
        return payloadArray;
    }

    /** Where in {@link #array()} the payload begins. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** The payload's length in bytes; 0 without one. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Sets the payload to a range of an array, which is not copied. */
    public HepPacket payload(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        payloadArray = array;
        payloadOffset = offset;
        payloadLength = length;
        return this;
    }
}
