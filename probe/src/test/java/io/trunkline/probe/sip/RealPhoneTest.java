package io.trunkline.probe.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SIP test against a real telephone: Debian's baresip, over UDP, TCP and TLS. */
class RealPhoneTest {

    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");

    @TempDir
    private Path directory;

    private Process phone;
    private int port;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(MODULES), "install the package baresip-core to run this test");
        Assumptions.assumeTrue(certificate(), "install the package openssl to run this test");
        port = freePort();
        Files.writeString(
                directory.resolve("config"),
                "sip_listen 127.0.0.1:" + port + "\nsip_certificate " + directory.resolve("both.pem") + "\nmodule_path "
                        + MODULES + "\nmodule g711.so\nmodule_app account.so\n");
        Files.writeString(directory.resolve("accounts"), "<sip:alice@127.0.0.1>;regint=0\n");
        Files.writeString(directory.resolve("contacts"), "");
        Path log = directory.resolve("baresip.log");
        phone = new ProcessBuilder("baresip", "-f", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Until.holds("the telephone to be ready", () -> read(log).contains("baresip is ready"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (phone != null) {
            phone.destroy();
            if (!phone.waitFor(10, TimeUnit.SECONDS)) {
                phone.destroyForcibly();
            }
        }
    }

    /** As telephones have it: signed by itself. */
    private boolean certificate() throws InterruptedException {
        try {
            Path key = directory.resolve("key.pem");
            Path certificate = directory.resolve("certificate.pem");
            Process openssl = new ProcessBuilder(
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
                            "/CN=phone",
                            "-keyout",
                            key.toString(),
                            "-out",
                            certificate.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (openssl.waitFor() != 0) {
                return false;
            }
            Files.writeString(directory.resolve("both.pem"), read(key) + read(certificate));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private EndpointTest test(String contact, String transport) throws InterruptedException {
        Instant now = Instant.now();
        var registration = new Registration(
                "endpoint",
                "alice@example.net",
                null,
                contact,
                "127.0.0.1:40000",
                transport,
                "baresip",
                now.minusSeconds(60),
                now.plusSeconds(600),
                Registration.State.ACTIVE,
                null,
                "edge");
        var start = new TestCommand.Start("test", EndpointTest.Kind.SIP, registration, List.of(), now);
        var told = new ArrayList<EndpointTest>();
        new SipTest(Optional.empty(), InstantSource.system())
                .run(start, new Progress(EndpointTest.asked(start), InstantSource.system(), told::add));
        return told.getLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void shouldFindARealTelephoneReachable(String transport) throws InterruptedException {
        // baresip takes TLS one port above that of UDP and TCP.
        int at = transport.equals("tls") ? port + 1 : port;
        EndpointTest test = test("sip:alice@127.0.0.1:" + at + ";transport=" + transport, transport);
        assertEquals(Code.REACHABLE, test.verdict().code(), test.toString());
        assertEquals(5, test.options().received(), test.toString());
        assertEquals(transport, test.messages().getFirst().transport());
        assertTrue(
                test.messages().getLast().raw().contains("baresip"),
                test.messages().getLast().raw());
    }

    @Test
    void shouldSayThatARealTelephoneDoesNotKnowTheUser() throws InterruptedException {
        EndpointTest test = test("sip:somebody-else@127.0.0.1:" + port, "udp");
        assertEquals(Code.REFUSED, test.verdict().code(), test.toString());
        assertEquals(404, test.options().lastStatus());
    }
}
