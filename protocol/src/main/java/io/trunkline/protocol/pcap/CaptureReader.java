package io.trunkline.protocol.pcap;

import io.trunkline.protocol.hep.HepPacket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;

/**
 * Reads the SIP messages of a capture, one after another: pcap with micro- or nanoseconds in either byte
 * order, pcapng, or HEP3 frames back to back (the frames of these are given whatever they carry).
 *
 * <p>SIP is known by its start line, not by its port. Messages over UDP may come in IP fragments, those over
 * TCP in segments of any size and order. What is broken is counted in {@link #statistics()} and never thrown.
 * Messages come in the order in which they became complete, which is that of their times but for those
 * behind a hole in a TCP stream. Memory is bounded whatever the file holds. For one thread.
 */
public final class CaptureReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final CaptureStatistics statistics = new CaptureStatistics();
    private final Queue<CapturedMessage> found = new ArrayDeque<>();
    private final TransportLayer transport = new TransportLayer(statistics, found);
    private final IpLayer ip = new IpLayer(transport, statistics);
    private final Frame frame = new Frame();
    /** Exactly one of these two is there. */
    private final FrameSource frames;

    private final HepFrames hepFrames;
    private boolean ended;

    private CaptureReader(InputStream in) throws IOException {
        this.in = in;
        byte[] magic = in.readNBytes(Integer.BYTES);
        if (magic.length < Integer.BYTES) {
            throw new NotACaptureException(
                    magic.length == 0 ? "the file is empty" : "the file is too short to be a capture");
        }
        if (HepFrames.begin(magic)) {
            this.frames = null;
            this.hepFrames = new HepFrames(in, magic, statistics);
        } else {
            this.frames = frameSource(in, magic);
            this.hepFrames = null;
        }
    }

    /**
     * Opens a file.
     *
     * @throws NotACaptureException when the file is in none of the formats
     * @throws IOException when it cannot be read
     */
    public static CaptureReader open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        try {
            return of(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads a stream, and closes it when closed.
     *
     * @throws NotACaptureException when the stream is in none of the formats
     * @throws IOException when it cannot be read
     */
    public static CaptureReader of(InputStream in) throws IOException {
        return new CaptureReader(new BufferedInputStream(in, BUFFER));
    }

    /**
     * Reads the next message.
     *
     * @param packet filled with time, addresses, transport and payload, and of HEP frames with all that they
     *     say; the payload's array lasts until the next call
     * @return false when there are no more; the packet is then as it was, or empty
     * @throws IOException when the file cannot be read
     */
    public boolean next(HepPacket packet) throws IOException {
        if (hepFrames != null) {
            return hepFrames.next(packet);
        }
        while (found.isEmpty() && !ended) {
            if (frames.next(frame)) {
                statistics.frame(frame.whole);
                takeFrame();
            } else {
                ip.end();
                transport.end();
                ended = true;
            }
        }
        var message = found.poll();
        if (message == null) {
            return false;
        }
        message.fill(packet);
        return true;
    }

    /** What was found so far; it goes on changing with each {@link #next}. */
    public CaptureStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void takeFrame() {
        int ipOffset = LinkLayer.ipOffset(frame);
        switch (ipOffset) {
            case LinkLayer.NO_IP -> statistics.skip(Skipped.NOT_IP);
            case LinkLayer.TOO_SHORT -> statistics.skip(Skipped.BROKEN_HEADER);
            case LinkLayer.UNKNOWN_LINK -> statistics.skip(Skipped.UNKNOWN_LINK);
            default -> ip.packet(frame.capturedAtMicros, frame.bytes, ipOffset, frame.length);
        }
    }

    private FrameSource frameSource(InputStream source, byte[] magic) throws IOException {
        if (Bytes.i32(magic, 0) == PcapngFrames.SECTION) {
            return new PcapngFrames(source, statistics);
        }
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            int number = ByteBuffer.wrap(magic).order(order).getInt();
            if (number == PcapFrames.MAGIC_MICROS) {
                return new PcapFrames(source, order, 1, statistics);
            }
            if (number == PcapFrames.MAGIC_NANOS) {
                return new PcapFrames(source, order, 1000, statistics);
            }
        }
        throw new NotACaptureException("the file begins with "
                + HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(magic, Integer.BYTES))
                + ", which is neither pcap nor pcapng nor HEP3");
    }
}
