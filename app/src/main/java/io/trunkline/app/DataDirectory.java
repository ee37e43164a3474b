package io.trunkline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The directory in which everything lies that must survive a restart. One process holds it at a time.
 *
 * <pre>
 *   lock              held while a process uses the directory
 *   admin-token       bearer token of the role admin, mode 0600
 *   clickhouse-password, clickhouse-reader-password
 *                     of the embedded store's users default and reader, mode 0600
 *   collector-name    name of the collector whose journal this is
 *   journal/          packets as they came in
 *   kafka/            the embedded broker
 *   streams/          state of the rating role
 *   clickhouse/       the embedded store
 * </pre>
 */
final class DataDirectory implements AutoCloseable {

    private static final int TOKEN_BYTES = 32;
    private static final int NAME_BYTES = 3;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory when it is not there, and takes hold of it.
     *
     * @throws IllegalStateException when another process holds it
     * @throws UncheckedIOException when it cannot be written
     */
    static DataDirectory open(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IllegalStateException("the data directory " + root + " is in use by another process");
            }
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + root, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A directory in it, made when it is not there. */
    Path part(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root.resolve(name), e);
        }
    }

    /** The admin token: generated at the first call, readable by its owner alone. */
    String adminToken() {
        return keptText("admin-token", DataDirectory::randomText);
    }

    /** The password of the embedded store's user {@code default}, as {@link #adminToken}. */
    String clickHousePassword() {
        return keptText("clickhouse-password", DataDirectory::randomText);
    }

    /** The password of the embedded store's user {@code reader}, as {@link #adminToken}. */
    String clickHouseReaderPassword() {
        return keptText("clickhouse-reader-password", DataDirectory::randomText);
    }

    private static String randomText() {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /** A name for the collector that stays with its journal: the host's, with digits that tell it from others. */
    String collectorName() {
        return keptText("collector-name", () -> {
            byte[] digits = new byte[NAME_BYTES];
            new SecureRandom().nextBytes(digits);
            return hostName() + "-" + HexFormat.of().formatHex(digits);
        });
    }

    private String keptText(String name, Supplier<String> generate) {
        Path file = root.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            String text = generate.get();
            Path written = Files.createTempFile(
                    root,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, text + "\n");
            Files.move(written, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "collector";
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + root, e);
        }
    }
}
