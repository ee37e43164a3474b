package io.trunkline.protocol.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Capture files as tests make them. */
final class CaptureFile {

    static final int ETHERNET = 1;
    static final int RAW = 101;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    private CaptureFile(ByteOrder order) {
        this.order = order;
    }

    static CaptureFile pcap(int linkType) {
        return pcap(ByteOrder.LITTLE_ENDIAN, PcapFrames.MAGIC_MICROS, linkType);
    }

    static CaptureFile pcap(ByteOrder order, int magic, int linkType) {
        var file = new CaptureFile(order);
        return file.add(file.buffer(24)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(linkType));
    }

    static CaptureFile pcapng(ByteOrder order) {
        return new CaptureFile(order);
    }

    CaptureFile record(long seconds, int fraction, byte[] frame) {
        return record(seconds, fraction, frame, frame.length);
    }

    CaptureFile record(long seconds, int fraction, byte[] frame, int onTheWire) {
        add(buffer(16)
                .putInt((int) seconds)
                .putInt(fraction)
                .putInt(frame.length)
                .putInt(onTheWire));
        bytes.writeBytes(frame);
        return this;
    }

    CaptureFile section() {
        return block(
                0x0a0d0d0a,
                buffer(16)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    CaptureFile networkInterface(int linkType, byte... options) {
        return block(
                1,
                buffer(8 + options.length)
                        .putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(0)
                        .put(options));
    }

    CaptureFile enhanced(int networkInterface, long time, byte[] frame) {
        return block(
                6,
                buffer(20 + frame.length)
                        .putInt(networkInterface)
                        .putInt((int) (time >>> 32))
                        .putInt((int) time)
                        .putInt(frame.length)
                        .putInt(frame.length)
                        .put(frame));
    }

    CaptureFile simple(byte[] frame) {
        return block(3, buffer(4 + frame.length).putInt(frame.length).put(frame));
    }

    CaptureFile block(int type, ByteBuffer body) {
        int padded = (body.capacity() + 3) / 4 * 4;
        add(buffer(8).putInt(type).putInt(12 + padded));
        add(body);
        bytes.writeBytes(new byte[padded - body.capacity()]);
        return add(buffer(4).putInt(12 + padded));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    private CaptureFile add(ByteBuffer part) {
        byte[] written = new byte[part.position()];
        part.get(0, written);
        bytes.writeBytes(written);
        return this;
    }
}
