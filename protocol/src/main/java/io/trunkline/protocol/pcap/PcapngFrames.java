package io.trunkline.protocol.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): blocks, in sections that each have their byte order and
 * their interfaces.
 *
 * <pre>
 *  any block            section header        interface           enhanced packet      simple packet
 *   0  type              8  byte-order magic   8  link type, u16   8  interface          8  bytes on the wire
 *   4  total length     12  version           10  reserved        12  time, upper half  12  frame
 *   8  body …           16  section length    12  longest frame   16  time, lower half
 *   n  total length     24  options           16  options         20  bytes in the file
 *                                                                 24  bytes on the wire
 *                                                                 28  frame, options
 * </pre>
 *
 * Lengths are padded to 4 bytes. Blocks of other types are passed over.
 */
final class PcapngFrames implements FrameSource {

    /** The same in both byte orders. */
    static final int SECTION = 0x0a0d0d0a;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int OPTION_END = 0;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;

    private static final int HEAD = 8;
    private static final int SMALLEST_BLOCK = 12;
    private static final int LARGEST_BLOCK = 16 << 20;

    /** Of one section. No machine has so many; a file made of nothing else must not take all memory. */
    static final int MOST_INTERFACES = 1 << 16;

    private record Interface(int linkType, long longestFrame, TimeResolution resolution, long offsetSeconds) {}

    private final InputStream in;
    private final CaptureStatistics statistics;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteBuffer block = ByteBuffer.allocate(4096);
    private boolean atFirstBlock = true;

    /** Goes on after the type of the first block, which is a section header. */
    PcapngFrames(InputStream in, CaptureStatistics statistics) {
        this.in = in;
        this.statistics = statistics;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        while (readBlock()) {
            int type = block.getInt(0);
            boolean found =
                    switch (type) {
                        case SECTION -> {
                            interfaces.clear();
                            yield false;
                        }
                        case INTERFACE -> {
                            addInterface();
                            yield false;
                        }
                        case ENHANCED_PACKET -> packet(frame, block.limit() >= 32 ? block.getInt(8) : -1, 12, 32);
                        case OBSOLETE_PACKET ->
                            packet(frame, block.limit() >= 32 ? block.getShort(8) & 0xffff : -1, 12, 32);
                        case SIMPLE_PACKET -> simplePacket(frame);
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Reads a whole block; false at the end and where the file is broken. */
    private boolean readBlock() throws IOException {
        int wanted = HEAD;
        int already = 0;
        if (atFirstBlock) {
            block.putInt(0, SECTION);
            already = Integer.BYTES;
            atFirstBlock = false;
        }
        int read = already + in.readNBytes(block.array(), already, wanted - already);
        if (read == 0) {
            return false;
        }
        if (read < HEAD || (block.getInt(0) == SECTION && !readByteOrder())) {
            return broken();
        }
        int have = block.getInt(0) == SECTION ? HEAD + Integer.BYTES : HEAD;
        int total = block.getInt(4);
        if (total < Math.max(SMALLEST_BLOCK, have) || total > LARGEST_BLOCK || total % 4 != 0) {
            return broken();
        }
        makeRoom(total, have);
        block.limit(total);
        return in.readNBytes(block.array(), have, total - have) == total - have
                ? block.getInt(total - 4) == total || broken()
                : broken();
    }

    private boolean readByteOrder() throws IOException {
        if (in.readNBytes(block.array(), HEAD, Integer.BYTES) < Integer.BYTES) {
            return false;
        }
        block.clear();
        if (block.order(ByteOrder.BIG_ENDIAN).getInt(HEAD) == BYTE_ORDER_MAGIC) {
            return true;
        }
        return block.order(ByteOrder.LITTLE_ENDIAN).getInt(HEAD) == BYTE_ORDER_MAGIC;
    }

    private void makeRoom(int total, int have) {
        block.clear();
        if (block.capacity() < total) {
            var larger = ByteBuffer.allocate(total).order(block.order());
            larger.put(0, block, 0, have);
            block = larger;
        }
    }

    private boolean broken() {
        statistics.skip(Skipped.BROKEN_FILE);
        return false;
    }

    private void addInterface() {
        if (interfaces.size() == MOST_INTERFACES) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return;
        }
        if (block.limit() < 20) {
            // It keeps its number, so that the numbers of those after it are right.
            interfaces.add(new Interface(LinkLayer.UNKNOWN, 0, TimeResolution.MICROS, 0));
            return;
        }
        var resolution = TimeResolution.MICROS;
        long offsetSeconds = 0;
        int at = 16;
        int end = block.limit() - 4;
        while (at + 4 <= end) {
            int option = block.getShort(at) & 0xffff;
            int length = block.getShort(at + 2) & 0xffff;
            int value = at + 4;
            if (option == OPTION_END || value + length > end) {
                break;
            }
            if (option == OPTION_TIME_RESOLUTION && length == 1) {
                resolution = TimeResolution.of(block.get(value));
            } else if (option == OPTION_TIME_OFFSET && length == Long.BYTES) {
                offsetSeconds = block.getLong(value);
            }
            at = value + padded(length);
        }
        interfaces.add(new Interface(
                block.getShort(8) & 0xffff, Integer.toUnsignedLong(block.getInt(12)), resolution, offsetSeconds));
    }

    /** A packet with a time: {@code time} is where that lies; lengths and frame follow it. */
    private boolean packet(Frame frame, int number, int time, int smallest) {
        if (block.limit() < smallest || number < 0 || number >= interfaces.size()) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return false;
        }
        var from = interfaces.get(number);
        long ticks = (long) block.getInt(time) << 32 | Integer.toUnsignedLong(block.getInt(time + 4));
        frame.capturedAtMicros = from.resolution.micros(ticks) + from.offsetSeconds * 1_000_000;
        return take(frame, from, block.getInt(time + 8), block.getInt(time + 12), time + 16);
    }

    /** A packet without a time: it takes that of the one before it. */
    private boolean simplePacket(Frame frame) {
        if (block.limit() < 16 || interfaces.isEmpty()) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return false;
        }
        var from = interfaces.getFirst();
        long onTheWire = Integer.toUnsignedLong(block.getInt(8));
        long longest = from.longestFrame == 0 ? Long.MAX_VALUE : from.longestFrame;
        return take(frame, from, (int) Math.min(onTheWire, longest), (int) onTheWire, 12);
    }

    private boolean take(Frame frame, Interface from, int kept, int onTheWire, int at) {
        if (kept < 0 || kept > Frame.LONGEST || at + kept > block.limit() - 4) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return false;
        }
        frame.reserve(kept);
        block.get(at, frame.bytes, 0, kept);
        frame.linkType = from.linkType;
        frame.whole = Integer.compareUnsigned(onTheWire, kept) <= 0;
        return true;
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
