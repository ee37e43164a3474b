package io.trunkline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real telephone, Debian's {@code baresip}, without a sound card: over UDP and TCP on one port, over TLS on the next. */
public final class Baresip implements AutoCloseable {

    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");

    private final Process process;
    private final Path log;

    private Baresip(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Whether the package {@code baresip-core} is there. */
    public static boolean isInstalled() {
        return Files.isDirectory(MODULES);
    }

    /**
     * Starts it, and returns when it is ready; it may be registering yet.
     *
     * @param directory for its configuration and its log
     * @param port of loopback; TLS takes the next one, as {@link Ports#freeWithNext} gives them
     * @param certificate its own, with the key, PEM
     * @param accounts whose telephone it is, as its file {@code accounts} has them
     */
    public static Baresip start(Path directory, int port, Path certificate, List<String> accounts) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("config"),
                "sip_listen 127.0.0.1:" + port + "\nsip_certificate " + certificate + "\nmodule_path " + MODULES
                        + "\nmodule g711.so\nmodule_app account.so\nmodule_app menu.so\n");
        Files.writeString(directory.resolve("accounts"), String.join("\n", accounts) + "\n");
        Files.writeString(directory.resolve("contacts"), "");
        Path log = directory.resolve("baresip.log");
        Process process = new ProcessBuilder("baresip", "-f", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var phone = new Baresip(process, log);
        try {
            Until.fits("baresip to be ready", phone::log, text -> text.contains("baresip is ready"));
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    /** What it says. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProcessEnd.of(process);
    }
}
