package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.protocol.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for kcat in docs/billing-stream.md, typed as they stand there. */
class BillingStreamKcatTest {

    private static final Path PAGE =
            Path.of(System.getProperty("trunkline.root", "..")).resolve("docs/billing-stream.md");

    private static final String CDR = """
            {"id":"%s","level":%d,"accountId":"acme","endedAt":"2026-11-05T10:00:00.000000Z","price":"%s","currency":"EUR","revision":%d}""";

    @TempDir
    private Path folder;

    @Test
    void shouldGiveWhatThePageSays() throws IOException, InterruptedException {
        DebianProgram.require("kcat", "kcat");
        DebianProgram.require("jq", "jq");
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            var address = new KafkaAddress(kafka.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            try (KafkaTopics topics = KafkaTopics.open(address)) {
                topics.make(Stream.of(Topic.CDRS, Topic.LEDGER)
                        .map(topic -> new KafkaTopics.Wanted(address.name(topic), 1, topic.settings()))
                        .toList());
            }
            try (var writer = AcknowledgedWriter.open(address, "kcat-test")) {
                writer.write(Topic.CDRS, "acme", bytes(CDR.formatted("one", 0, "0.10", 0)));
                writer.write(Topic.CDRS, "acme", bytes(CDR.formatted("one", 1, "0.05", 0)));
                writer.write(Topic.CDRS, "acme", bytes(CDR.formatted("one", 0, "0.12", 1)));
                writer.write(Topic.LEDGER, "acme", bytes("{\"id\":\"acme-1\",\"amount\":\"-0.10\"}"));
            }
            List<String> lines = Files.readAllLines(PAGE).stream()
                    .filter(line -> line.startsWith("kcat ") && line.contains(" -e "))
                    .map(line -> line.replace("127.0.0.1:9092", kafka.bootstrap()))
                    .toList();
            assertEquals(3, lines.size(), "the page has other examples than this test thinks");
            assertEquals("""
                    2026-11-05T10:00:00.000000Z\tone\t0\tacme\t0.10\tEUR
                    2026-11-05T10:00:00.000000Z\tone\t1\tacme\t0.05\tEUR
                    2026-11-05T10:00:00.000000Z\tone\t0\tacme\t0.12\tEUR
                    """, typed(lines.get(0)));
            assertEquals("acme {\"id\":\"acme-1\",\"amount\":\"-0.10\"}\n", typed(lines.get(1)));
            assertEquals("one\t0\t0.12\none\t1\t0.05\n", typed(lines.get(2)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String typed(String line) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder("sh", "-c", line)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), line);
            assertEquals(0, process.exitValue(), line);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
