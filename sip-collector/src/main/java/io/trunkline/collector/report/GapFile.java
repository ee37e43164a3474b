package io.trunkline.collector.report;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.CaptureGap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be known after a crash to tell of the gap that it made: replaced whole, so that it holds the old or the new. */
final class GapFile {

    private static final Logger LOG = LoggerFactory.getLogger(GapFile.class);

    /**
     * How the collector was.
     *
     * @param aliveAt until when it took everything
     * @param agents ids of the agents that had sent
     * @param untold gaps that Kafka does not have
     */
    record Kept(Instant aliveAt, List<String> agents, List<CaptureGap> untold) {

        /** Takes unmodifiable copies. */
        Kept {
            Objects.requireNonNull(aliveAt, "aliveAt");
            agents = List.copyOf(agents);
            untold = List.copyOf(untold);
        }
    }

    private final Path file;
    private final Path next;

    /** Kept in the directory of the journal. */
    GapFile(Path directory) {
        file = directory.resolve("alive");
        next = directory.resolve("alive.next");
    }

    /** What was written last; empty at the first start. One that cannot be understood is as good as none, and is told. */
    Optional<Kept> read() throws IOException {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Kept.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (SerializationException | NullPointerException e) {
            LOG.warn(
                    "{} cannot be understood: calls that were up while this collector was away are not doubted",
                    file,
                    e);
            return Optional.empty();
        }
    }

    /** Survives the process; of a machine that loses power the last seconds may be missing, which makes the gap longer. */
    void write(Kept kept) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.write(kept));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
