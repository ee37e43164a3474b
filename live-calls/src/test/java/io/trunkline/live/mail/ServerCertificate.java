package io.trunkline.live.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A certificate for {@code localhost} that nobody vouches for, made by the JDK's own tool, as somebody makes one for a relay
 * within the house.
 *
 * @param keys the store of its key, PKCS #12
 * @param trust a store in which it is trusted
 */
record ServerCertificate(Path keys, Path trust) {

    static final String PASSWORD = "changeit";

    static ServerCertificate in(Path directory) throws IOException, InterruptedException {
        var certificate = new ServerCertificate(directory.resolve("server.p12"), directory.resolve("trust.p12"));
        Path alone = directory.resolve("server.pem");
        certificate.keytool(
                certificate.keys,
                "-genkeypair -keyalg EC -groupname secp256r1 -validity 1 -dname CN=localhost -ext san=dns:localhost");
        certificate.keytool(certificate.keys, "-exportcert -rfc -file " + alone);
        certificate.keytool(certificate.trust, "-importcert -noprompt -file " + alone);
        return certificate;
    }

    private void keytool(Path store, String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-alias", "relay", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool ended with " + keytool.exitValue() + ": " + arguments);
        }
    }

    /** Gives sockets of a server that has it. */
    SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getSocketFactory();
    }
}
