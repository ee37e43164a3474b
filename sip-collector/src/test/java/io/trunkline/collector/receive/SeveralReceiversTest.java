package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several event loops, each with a UDP socket of its own on the one port and connections of its own. */
class SeveralReceiversTest {

    private static final int THREADS = 4;
    private static final int SENDERS = 32;
    private static final int ROUNDS = 100;

    @TempDir
    Path directory;

    /** The kernel gives all datagrams of one sender's socket to the same socket of ours. */
    @Test
    void shouldTakeEachDatagramOnceAndKeepTheOrderOfEachSender() throws IOException {
        var senders = new ArrayList<DatagramSocket>();
        try (RunningCollector running =
                Setup.in(directory).receiveThreads(THREADS).start()) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new DatagramSocket());
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int sender = 0; sender < SENDERS; sender++) {
                    byte[] packet = Packets.invite(sender + "-" + round);
                    senders.get(sender)
                            .send(new DatagramPacket(packet, packet.length, loopback, running.collector.udpPort()));
                }
                // No faster than they are taken: this is not about full buffers.
                running.awaitPackets((round - 1L) * SENDERS);
            }
            assertAllInOrder(running);
        } finally {
            senders.forEach(DatagramSocket::close);
        }
    }

    @Test
    void shouldTakeEachFrameOnceAndKeepTheOrderOfEachConnection() throws IOException {
        var senders = new ArrayList<Socket>();
        try (RunningCollector running =
                Setup.in(directory).receiveThreads(THREADS).start()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(running.connect());
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int sender = 0; sender < SENDERS; sender++) {
                    senders.get(sender).getOutputStream().write(Packets.invite(sender + "-" + round));
                }
            }
            long loops = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("collector-receiver"))
                    .count();
            assertTrue(loops >= THREADS, loops + " threads receive");
            assertAllInOrder(running);
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
    }

    private static void assertAllInOrder(RunningCollector running) {
        running.awaitPackets((long) SENDERS * ROUNDS);
        Map<Integer, List<Integer>> roundsBySender = new TreeMap<>();
        for (RunningCollector.Entry entry : running.stopAndReadJournal()) {
            String[] callId = callId(entry.record()).split("-");
            roundsBySender
                    .computeIfAbsent(Integer.valueOf(callId[0]), sender -> new ArrayList<>())
                    .add(Integer.valueOf(callId[1]));
        }
        List<Integer> inOrder = IntStream.range(0, ROUNDS).boxed().toList();
        assertEquals(SENDERS, roundsBySender.size());
        roundsBySender.forEach((sender, rounds) -> assertEquals(inOrder, rounds, "sender " + sender));
    }

    private static String callId(JournalRecord record) {
        HepPacket packet = HepPacket.empty();
        assertTrue(new HepDecoder()
                .decode(record.bytes(), 0, record.length(), packet)
                .usable());
        String text =
                new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.US_ASCII);
        return text.lines()
                .filter(line -> line.startsWith("Call-ID: "))
                .map(line -> line.substring("Call-ID: ".length()))
                .findFirst()
                .orElseThrow();
    }
}
