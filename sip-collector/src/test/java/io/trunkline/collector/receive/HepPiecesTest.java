package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.protocol.hep.HepTaken.End;
import io.trunkline.testing.Until;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HEP that comes in one piece. */
class HepPiecesTest {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    @TempDir
    Path directory;

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void shouldTakeEveryFrameAndCountTheLineEndsBetween() {
        try (RunningCollector running = Setup.in(directory).start()) {
            byte[] lineEnds = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            byte[] piece = joined(Packets.invite("one"), lineEnds, Packets.invite("two"));
            assertEquals(new HepTaken(2, 0, 0, 1, piece.length, End.WHOLE), running.collector.take(piece, LOOPBACK));
            List<RunningCollector.Entry> entries = running.stopAndReadJournal();
            assertEquals(2, entries.size());
            JournalRecord record = entries.getLast().record();
            assertEquals(HepTransport.HTTP, record.transport());
            assertEquals(4711, record.sourcePort());
            assertEquals(HepStatus.COMPLETE, record.status());
        }
    }

    @Test
    void shouldTakeOnePacketOfVersionOne() {
        try (RunningCollector running = Setup.in(directory).start()) {
            byte[] old = Packets.versionOne(Packets.inviteText("old"));
            assertEquals(new HepTaken(1, 0, 0, 0, old.length, End.WHOLE), running.collector.take(old, LOOPBACK));
        }
    }

    @Test
    void shouldSayWhereNoFrameBeginsAndKeepWhatCameBefore() {
        try (RunningCollector running = Setup.in(directory).start()) {
            byte[] good = Packets.invite("good");
            byte[] garbage = "no frame".getBytes(StandardCharsets.US_ASCII);
            assertEquals(
                    new HepTaken(1, 0, 0, 0, good.length, End.BAD_FRAME),
                    running.collector.take(joined(good, garbage, good), LOOPBACK));
            assertEquals(1, running.stopAndReadJournal().size());
        }
    }

    @Test
    void shouldSayWhereAFrameBeginsThatHasNoEnd() {
        try (RunningCollector running = Setup.in(directory).start()) {
            byte[] good = Packets.invite("good");
            for (int cut = 1; cut < good.length; cut++) {
                assertEquals(
                        new HepTaken(1, 0, 0, 0, good.length, End.CUT_FRAME),
                        running.collector.take(joined(good, Arrays.copyOf(good, cut)), LOOPBACK));
            }
        }
    }

    @Test
    void shouldAskTheRegistryAsForAnyOtherPacket() {
        try (RunningCollector running = Setup.in(directory)
                .agents(RunningCollector.agent("2001", "secret", true))
                .start()) {
            byte[] piece = joined(Packets.inviteWithKey("one", "secret"), Packets.inviteWithKey("two", "guess"));
            assertEquals(new HepTaken(1, 1, 0, 0, piece.length, End.WHOLE), running.collector.take(piece, LOOPBACK));
        }
    }

    @Test
    void shouldTakeNothingWhileTheDiskIsFull() {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.freeBytes.set(0);
            Until.holds("the disk is full", () -> running.collector.report().diskFullSince() != null);
            assertEquals(
                    new HepTaken(0, 0, 0, 0, 0, End.DISK_FULL),
                    running.collector.take(Packets.invite("one"), LOOPBACK));
            assertEquals(
                    new HepTaken(0, 0, 0, 0, 0, End.DISK_FULL),
                    running.collector.take(Packets.versionOne(Packets.inviteText("two")), LOOPBACK));
        }
    }
}
