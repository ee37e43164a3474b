package io.trunkline.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest index in the journal up to which Kafka has everything, in a file of one line. The file is replaced
 * whole, so that it holds the old index or the new one whatever happens. One thread at a time.
 */
public final class Checkpoint {

    /** Kafka has nothing yet. */
    public static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private final Path file;
    private final Path next;

    /** Kept in the directory of the journal. */
    public Checkpoint(Path directory) {
        file = directory.resolve("checkpoint");
        next = directory.resolve("checkpoint.next");
    }

    /** The stored index. A file that cannot be understood counts as {@link #NONE}: all is sent again, and consumers drop what they know. */
    public long read() throws IOException {
        try {
            return Long.parseLong(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (NumberFormatException e) {
            LOG.warn("{} holds no index: the whole journal is forwarded again", file, e);
            return NONE;
        }
    }

    /** Stores the index. */
    public void write(long index) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((index + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
