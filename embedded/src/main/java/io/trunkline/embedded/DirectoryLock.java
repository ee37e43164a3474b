package io.trunkline.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data directory for one engine of one process.
 *
 * <p>The lock belongs to the process and goes with it: after a {@code kill -9} the file stays behind and hinders
 * nobody. Any thread may take and release it.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "trunkline.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory if it is missing and takes its lock.
     *
     * @param directory the data directory
     * @param owner the name of the engine, for the message
     * @throws EmbeddedStartException if the directory cannot be written or another engine holds it
     */
    public static DirectoryLock acquire(Path directory, String owner) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel =
                    FileChannel.open(directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(directory, owner);
            }
            return new DirectoryLock(channel);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw inUse(directory, owner);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new EmbeddedStartException(
                    owner + " cannot use the directory " + directory.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedStartException inUse(Path directory, String owner) {
        return new EmbeddedStartException(owner + " cannot start: the directory " + directory.toAbsolutePath()
                + " is in use by another running instance; stop that one or choose another data directory");
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The failure that brought us here is the one to report.
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
