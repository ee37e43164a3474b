package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.receive.ReceiveSettings.Tls;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String who : List.of("server", "client", "stranger")) {
            KeyStore store = make(who);
            writePem(who + ".key", "PRIVATE KEY", store.getKey(who, PASSWORD).getEncoded());
            writePem(who + ".crt", "CERTIFICATE", store.getCertificate(who).getEncoded());
        }
    }

    private static KeyStore make(String who) throws Exception {
        Path file = certificates.resolve(who + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        who,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + who,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(certificates.resolve(who + ".log").toFile())
                .start();
        assertEquals(0, keytool.waitFor(), () -> who + " has no certificate");
        return load(who);
    }

    private static KeyStore load(String who) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve(who + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static void writePem(String file, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(
                certificates.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private static Tls tls(String clientCa) {
        return new Tls(
                ReceiveSettings.ANY_FREE_PORT,
                certificates.resolve("server.crt"),
                certificates.resolve("server.key"),
                clientCa == null ? null : certificates.resolve(clientCa));
    }

    /** Connects with the certificate of {@code who}, or with none. */
    private static SSLSocket connect(RunningCollector running, String who)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", load("server").getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(who == null ? null : load(who), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), running.collector.tlsPort());
    }

    private Tls copiedFrom(String who) throws IOException {
        Path certificate = directory.resolve("in-force.crt");
        Path key = directory.resolve("in-force.key");
        Files.copy(certificates.resolve(who + ".crt"), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificates.resolve(who + ".key"), key, StandardCopyOption.REPLACE_EXISTING);
        return new Tls(ReceiveSettings.ANY_FREE_PORT, certificate, key, null);
    }

    @Test
    void shouldReadItsCertificatesAgainWithTheAgents() throws Exception {
        try (RunningCollector running = Setup.in(directory.resolve("journal"))
                        .tls(copiedFrom("server"))
                        .start();
                SSLSocket before = connect(running, null)) {
            before.getOutputStream().write(Packets.invite("before"));
            running.awaitPackets(1);
            var _ = copiedFrom("stranger");
            var _ = running.collector.agents(List.of());
            try (SSLSocket untrusted = connect(running, null)) {
                assertThrows(SSLException.class, untrusted::startHandshake, "the client knows only the former");
            }
            Files.writeString(directory.resolve("in-force.crt"), "no certificate");
            var wrong = assertThrows(
                    IllegalArgumentException.class,
                    () -> running.collector.agents(List.of(RunningCollector.agent("7", null, false, "192.0.2.0/24"))));
            assertTrue(wrong.getMessage().contains("hep.tls-cert"), wrong.getMessage());
            before.getOutputStream().write(Packets.invite("an open connection goes on, and so do the agents"));
            running.awaitPackets(2);
            var _ = copiedFrom("server");
            var _ = running.collector.agents(List.of());
            try (SSLSocket trusted = connect(running, null)) {
                trusted.getOutputStream().write(Packets.invite("after"));
                running.awaitPackets(3);
            }
        }
    }

    @Test
    void shouldReceiveOverTlsWithoutClientCertificate() throws Exception {
        try (RunningCollector running = Setup.in(directory).tls(tls(null)).start();
                SSLSocket socket = connect(running, null)) {
            socket.getOutputStream().write(Packets.invite("one"));
            socket.getOutputStream().write(Packets.invite("two"));
            running.awaitPackets(2);
            List<RunningCollector.Entry> entries = running.stopAndReadJournal();
            assertEquals(HepTransport.TLS, entries.getFirst().record().transport());
            assertEquals(2, entries.size());
        }
    }

    @Test
    void shouldLetInOnlyClientsOfTheAuthorityWhenThereIsOne() throws Exception {
        try (RunningCollector running =
                Setup.in(directory).tls(tls("client.crt")).start()) {
            try (SSLSocket known = connect(running, "client")) {
                known.getOutputStream().write(Packets.invite("known"));
                running.awaitPackets(1);
            }
            for (String who : new String[] {"stranger", null}) {
                try (SSLSocket refused = connect(running, who)) {
                    refused.setSoTimeout(60_000);
                    assertThrows(IOException.class, () -> {
                        refused.getOutputStream().write(Packets.invite("refused"));
                        int answer = refused.getInputStream().read();
                        throw new IOException("closed with " + answer);
                    });
                }
            }
            assertEquals(1, running.stopAndReadJournal().size());
        }
    }

    @Test
    void shouldCountEveryFailedHandshakeAndServeOthersMeanwhile() throws Exception {
        try (RunningCollector running =
                        Setup.in(directory).tls(tls("client.crt")).start();
                SteadyAgent steady = SteadyAgent.at(running);
                SSLSocket known = connect(running, "client")) {
            known.getOutputStream().write(Packets.invite("before"));
            Until.holds("the known client", () -> running.packetsOf(Packets.CAPTURE_ID) == 1);
            int failed = 0;
            for (String who : new String[] {"stranger", null}) {
                try (SSLSocket refused = connect(running, who)) {
                    assertThrows(IOException.class, () -> talk(refused, Packets.invite("refused")));
                }
                awaitFailedHandshakes(running, ++failed);
            }
            try (Socket plain = plainToTls(running)) {
                // Netty answers with an alert before it closes, or the connection is reset.
                talkUntilClosed(plain, Packets.invite("plain"));
                awaitFailedHandshakes(running, ++failed);
            }
            known.getOutputStream().write(Packets.invite("after"));
            Until.holds("the known client goes on", () -> running.packetsOf(Packets.CAPTURE_ID) == 2);
            steady.goesOn();
            assertEquals(0, running.closed("error"));
        }
    }

    @Test
    void shouldCloseAConnectionThatNeverFinishesItsHandshake() throws Exception {
        byte[] beginOfClientHello = {22, 3, 1, 2, 0, 1};
        try (RunningCollector running = Setup.in(directory)
                        .limits(10, Duration.ofSeconds(1), Duration.ofMinutes(10))
                        .tls(tls(null))
                        .start();
                SteadyAgent steady = SteadyAgent.at(running);
                Socket silent = plainToTls(running);
                Socket slow = plainToTls(running)) {
            talkUntilClosed(slow, beginOfClientHello);
            talkUntilClosed(silent, new byte[0]);
            awaitFailedHandshakes(running, 2);
            steady.goesOn();
        }
    }

    private static void awaitFailedHandshakes(RunningCollector running, int count) {
        Until.holds(count + " failed handshakes", () -> running.closed("tls-handshake") == count);
    }

    private static Socket plainToTls(RunningCollector running) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), running.collector.tlsPort());
    }

    /** Sends, and fails when the other side closes, as it will. */
    private static void talk(Socket socket, byte[] bytes) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(bytes);
        int answer = socket.getInputStream().read();
        throw new IOException("closed with " + answer);
    }

    private static void talkUntilClosed(Socket socket, byte[] bytes) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            socket.getOutputStream().write(bytes);
            while (socket.getInputStream().read() >= 0) {
                // An alert of TLS.
            }
        } catch (SocketException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    @Test
    void shouldNameTheSettingWhoseFileCannotBeUsed() {
        var wrong = new Tls(
                ReceiveSettings.ANY_FREE_PORT,
                certificates.resolve("server.key"),
                certificates.resolve("server.key"),
                null);
        var problem = assertThrows(
                IllegalArgumentException.class,
                () -> Setup.in(directory).tls(wrong).start());
        assertTrue(problem.getMessage().contains("hep.tls-cert"), problem.getMessage());
    }
}
