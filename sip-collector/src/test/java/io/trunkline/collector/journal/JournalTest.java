package io.trunkline.collector.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;

    @TempDir
    Path directory;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-01T10:30:00Z").getEpochSecond() * 1_000_000);
    private JournalSettings settings;
    private Admission.Admitted agent;

    @BeforeEach
    void settings() {
        settings = JournalSettings.defaults(directory.resolve("journal"));
        agent = new Admission.Admitted("edge-1", true, true, new AgentMetrics(new Telemetry()));
    }

    private Journal open(long forwarded) {
        return Journal.open(settings, forwarded, now::get);
    }

    private void append(JournalWriter writer, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        writer.append(new ReceivedPacket()
                .at(now.get(), HepTransport.TLS)
                .from(new byte[16], 65_535)
                .holding(bytes, 1, bytes.length - 2)
                .read(HepStatus.TRUNCATED)
                .of(agent));
    }

    private static List<Long> indices(Journal journal, long after) {
        var indices = new ArrayList<Long>();
        var record = new JournalRecord();
        try (JournalReader reader = journal.readerAfter(after)) {
            while (reader.next(record)) {
                indices.add(record.index());
            }
        }
        return indices;
    }

    private static void assertRising(List<Long> indices) {
        for (int i = 1; i < indices.size(); i++) {
            assertTrue(indices.get(i) > indices.get(i - 1), "at " + i);
        }
    }

    @Test
    void shouldGiveBackEveryFieldBetweenItsNeighbours() {
        try (Journal journal = open(Checkpoint.NONE)) {
            append(journal.writer(), "packet");
            var record = new JournalRecord();
            try (JournalReader reader = journal.readerAfter(Checkpoint.NONE)) {
                assertTrue(reader.next(record));
            }
            assertEquals(now.get(), record.receivedAtMicros());
            assertEquals(HepStatus.TRUNCATED, record.status());
            assertEquals(HepTransport.TLS, record.transport());
            assertTrue(record.mayBill());
            assertTrue(record.anyTime());
            assertEquals(16, record.source().getAddress().length);
            assertEquals(65_535, record.sourcePort());
            assertEquals("edge-1", record.agent());
            assertEquals("packet", new String(record.bytes(), 0, record.length(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldGoOnRisingOverHoursAndRestartsAndWhenTheClockIsSetBack() {
        for (long step : new long[] {0, HOUR_MICROS, -3 * HOUR_MICROS, HOUR_MICROS, 4 * HOUR_MICROS}) {
            now.addAndGet(step);
            try (Journal journal = open(Checkpoint.NONE)) {
                JournalWriter writer = journal.writer();
                append(writer, "one");
                now.addAndGet(-HOUR_MICROS);
                append(writer, "two");
                now.addAndGet(HOUR_MICROS);
            }
        }
        try (Journal journal = open(Checkpoint.NONE)) {
            List<Long> indices = indices(journal, Checkpoint.NONE);
            assertEquals(10, indices.size());
            assertRising(indices);
            assertEquals(10, journal.countAfter(Checkpoint.NONE));
            assertEquals(3, journal.countAfter(indices.get(6)));
            assertEquals(indices.subList(7, 10), indices(journal, indices.get(6)));
            assertEquals(0, journal.countAfter(indices.getLast()));
        }
    }

    @Test
    void shouldNotUseAnIndexAgainWhenItsFilesAreLost() throws IOException {
        long forwarded;
        try (Journal journal = open(Checkpoint.NONE)) {
            append(journal.writer(), "forwarded and then lost");
            forwarded = indices(journal, Checkpoint.NONE).getLast();
        }
        deleteTree(settings.directory().resolve("packets"));
        try (Journal journal = open(forwarded)) {
            append(journal.writer(), "new");
            List<Long> indices = indices(journal, forwarded);
            assertEquals(1, indices.size());
            assertTrue(indices.getFirst() > forwarded);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void shouldRemoveTheHoursThatKafkaHasAndThatAreOldAndKeepOneOfSlack() throws IOException {
        try (Journal journal = open(Checkpoint.NONE)) {
            JournalWriter writer = journal.writer();
            for (int hour = 0; hour < 6; hour++) {
                append(writer, "hour " + hour);
                now.addAndGet(HOUR_MICROS);
            }
            List<Long> indices = indices(journal, Checkpoint.NONE);
            journal.removeForwarded(Checkpoint.NONE, Duration.ZERO);
            assertEquals(6, files());
            journal.removeForwarded(indices.get(3), Duration.ofDays(2));
            assertEquals(6, files(), "too young");
            journal.removeForwarded(indices.get(3), Duration.ofHours(1));
            assertEquals(4, files());
            assertEquals(indices.subList(2, 6), indices(journal, Checkpoint.NONE));
            append(writer, "goes on");
            assertEquals(3, indices(journal, indices.get(3)).size());
            journal.sync();
        }
        try (Journal journal = open(Checkpoint.NONE)) {
            assertEquals(5, journal.countAfter(Checkpoint.NONE));
        }
    }

    private long files() throws IOException {
        try (var paths = Files.list(settings.directory().resolve("packets"))) {
            return paths.filter(path -> path.toString().endsWith(".cq4")).count();
        }
    }

    @Test
    void shouldTakeTheAppendsOfManyThreads() throws InterruptedException {
        int threads = 4;
        int each = 5_000;
        try (Journal journal = open(Checkpoint.NONE)) {
            var done = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                Thread.ofPlatform().start(() -> {
                    JournalWriter writer = journal.writer();
                    for (int n = 0; n < each; n++) {
                        append(writer, "packet " + n);
                    }
                    done.countDown();
                });
            }
            done.await();
            List<Long> indices = indices(journal, Checkpoint.NONE);
            assertEquals(threads * each, indices.size());
            assertRising(indices);
            assertEquals(indices.size(), journal.appended());
        }
    }

    @Test
    void shouldNotBeOpenedTwice() {
        try (Journal journal = open(Checkpoint.NONE)) {
            var problem = assertThrows(IllegalStateException.class, () -> open(Checkpoint.NONE));
            assertTrue(problem.getMessage().contains("another collector"), problem.getMessage());
            assertEquals(0, journal.appended());
        }
    }

    @Test
    void shouldBeReadableByItsOwnerAlone() throws IOException {
        try (Journal journal = open(Checkpoint.NONE)) {
            assertEquals(0, journal.appended());
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.directory())));
        }
    }

    @Test
    void shouldStoreTheCheckpointAndTakeGarbageForNone() throws IOException {
        Files.createDirectories(settings.directory());
        var checkpoint = new Checkpoint(settings.directory());
        assertEquals(Checkpoint.NONE, checkpoint.read());
        checkpoint.write(Long.MAX_VALUE);
        checkpoint.write(42);
        assertEquals(42, new Checkpoint(settings.directory()).read());
        Files.writeString(settings.directory().resolve("checkpoint"), "");
        assertEquals(Checkpoint.NONE, checkpoint.read());
    }
}
