package io.trunkline.protocol.hep;

/**
 * A HEP packet, whatever version it came in. Made once and filled again and again: reading one allocates
 * nothing. Not for use by several threads at once.
 *
 * <p>Payload, key and correlation id are ranges of {@link #array()}, which belongs to the caller of the
 * decoder and is valid as long as that is.
 */
public final class HepPacket {

    /** Protocol type of SIP (chunk 0x000b). */
    public static final int PROTOCOL_SIP = 1;

    // fields: helper
    private HepPacket() {}

    /** A packet with nothing in it. */
    public static HepPacket empty() {
        throw new UnsupportedOperationException();
    }

    /** Forgets everything. */
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /** 1, 2 or 3: how it came. */
    public int version() {
        throw new UnsupportedOperationException();
    }

    /** Capture time as the packet claims it, microseconds since the epoch; of version 1, which has none, 0. */
    public long capturedAtMicros() {
        throw new UnsupportedOperationException();
    }

    public HepPacket capturedAtMicros(long micros) {
        throw new UnsupportedOperationException();
    }

    /** IP protocol: 6 TCP, 17 UDP, 22 TLS, 132 SCTP. */
    public int ipProtocol() {
        throw new UnsupportedOperationException();
    }

    public HepPacket ipProtocol(int protocol) {
        throw new UnsupportedOperationException();
    }

    /** {@code udp}, {@code tcp}, {@code tls}, {@code sctp}, or the number as text. */
    public String transport() {
        throw new UnsupportedOperationException();
    }

    /** What the payload is: {@link #PROTOCOL_SIP}, or another number of an open set. */
    public int protocolType() {
        throw new UnsupportedOperationException();
    }

    public HepPacket protocolType(int type) {
        throw new UnsupportedOperationException();
    }

    /** Address (4 or 16 bytes in network order) and port. */
    public HepPacket source(byte[] address, int port) {
        throw new UnsupportedOperationException();
    }

    public HepPacket target(byte[] address, int port) {
        throw new UnsupportedOperationException();
    }

    /** {@code 192.0.2.1:5060}, {@code [2001:db8::1]:5060} (RFC 5952). Allocates. */
    public String source() {
        throw new UnsupportedOperationException();
    }

    public String target() {
        throw new UnsupportedOperationException();
    }

    /** Capture agent id, unsigned (chunk 0x000c); 0 without one. */
    public long captureId() {
        throw new UnsupportedOperationException();
    }

    public HepPacket captureId(long id) {
        throw new UnsupportedOperationException();
    }

    /** Authentication key (chunk 0x000e) as text, or null. Allocates. Never log it. */
    public String key() {
        throw new UnsupportedOperationException();
    }

    /** Correlation id (chunk 0x0011) as text, or null. Allocates. */
    public String correlationId() {
        throw new UnsupportedOperationException();
    }

    public HepPacket correlationId(String id) {
        throw new UnsupportedOperationException();
    }

    /** The array in which the payload lies. */
    public byte[] array() {
        throw new UnsupportedOperationException();
    }

    public int payloadOffset() {
        throw new UnsupportedOperationException();
    }

    public int payloadLength() {
        throw new UnsupportedOperationException();
    }

    public HepPacket payload(byte[] array, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
