package io.trunkline.protocol.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {

    private static final String TEXT = Wire.text(Wire.sip("one", "odd"));
    private static final List<PcapWriter.Message> MESSAGES = List.of(
            message(1_700_000_000_000_001L, "192.0.2.1:5060", "192.0.2.2:40000"),
            message(1_700_000_000_999_999L, "[2001:db8::1]:5061", "[2001:db8::2]:5060"),
            message(1_700_000_002_000_000L, "192.0.2.1:5060", "[2001:db8::2]:5060"),
            message(1_700_000_003_000_000L, "nowhere", null));

    @Test
    void shouldWriteWhatTheReaderReads() {
        var seen = Seen.in(PcapWriter.write(MESSAGES)).messages();
        assertEquals(
                List.of(
                        new Seen(1_700_000_000_000_001L, "udp", "192.0.2.1:5060", "192.0.2.2:40000", TEXT),
                        new Seen(1_700_000_000_999_999L, "udp", "[2001:db8::1]:5061", "[2001:db8::2]:5060", TEXT)),
                seen.subList(0, 2));
        assertEquals("0.0.0.0:0", seen.get(3).source());
        assertEquals(4, seen.size());
    }

    @Test
    void shouldCutWhatDoesNotFitIntoADatagramAndSaySo() {
        byte[] payload = Wire.sip("long", "x".repeat(70_000));
        var seen = Seen.in(PcapWriter.write(
                List.of(new PcapWriter.Message(1, "192.0.2.1:5060", "192.0.2.2:5060", ByteBuffer.wrap(payload)))));
        assertEquals(PcapWriter.LONGEST_PAYLOAD, seen.texts().getFirst().length());
        assertEquals(1, seen.statistics().cutShort());
    }

    @Test
    void shouldBearChecksumsThatTcpdumpFindsRight(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tcpdump")), "tcpdump is not installed");
        var file = folder.resolve("trace.pcap");
        Files.write(file, PcapWriter.write(MESSAGES));
        var tcpdump = new ProcessBuilder("/usr/bin/tcpdump", "-nn", "-vvv", "-r", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(tcpdump.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, tcpdump.waitFor());
        assertEquals(
                MESSAGES.size(),
                printed.lines().filter(line -> line.contains("udp sum ok")).count(),
                printed);
        assertFalse(printed.contains("bad "), printed);
    }

    private static PcapWriter.Message message(long atMicros, String source, String target) {
        return new PcapWriter.Message(
                atMicros, source, target, ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
