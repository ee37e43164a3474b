package io.trunkline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A certificate as telephones and small switches have it: signed by itself. Made by {@code openssl}. */
public final class SelfSigned {

    private SelfSigned() {}

    /**
     * Makes one of a day.
     *
     * @param directory for its files
     * @return the file that holds the key and the certificate, PEM; empty where there is no {@code openssl}
     */
    public static Optional<Path> certificate(Path directory) throws IOException, InterruptedException {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        Process openssl;
        try {
            openssl = new ProcessBuilder(List.of(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "ec",
                            "-pkeyopt",
                            "ec_paramgen_curve:prime256v1",
                            "-nodes",
                            "-days",
                            "1",
                            "-subj",
                            "/CN=127.0.0.1",
                            "-keyout",
                            key.toString(),
                            "-out",
                            certificate.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        if (openssl.waitFor() != 0) {
            throw new AssertionError("openssl makes no certificate: it ended with " + openssl.exitValue());
        }
        Path both = directory.resolve("both.pem");
        return Optional.of(Files.writeString(both, Files.readString(key) + Files.readString(certificate)));
    }
}
