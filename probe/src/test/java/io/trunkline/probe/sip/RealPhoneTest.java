package io.trunkline.probe.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.testing.Baresip;
import io.trunkline.testing.Ports;
import io.trunkline.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SIP test against a real telephone: Debian's baresip, over UDP, TCP and TLS. */
class RealPhoneTest {

    @TempDir
    private Path directory;

    private Baresip phone;
    private int port;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Baresip.isInstalled(), "install the package baresip-core to run this test");
        Optional<Path> certificate = SelfSigned.certificate(directory);
        Assumptions.assumeTrue(certificate.isPresent(), "install the package openssl to run this test");
        port = Ports.freeWithNext();
        phone = Baresip.start(
                directory, port, certificate.get(), List.of("<sip:alice@127.0.0.1>;regint=0;answermode=manual"));
    }

    @AfterEach
    void stop() {
        if (phone != null) {
            phone.close();
        }
    }

    private EndpointTest test(String contact, String transport) throws InterruptedException {
        return test(contact, transport, false);
    }

    private EndpointTest test(String contact, String transport, boolean call) throws InterruptedException {
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
                "edge",
                true);
        var start = new TestCommand.Start("test", EndpointTest.Kind.SIP, registration, List.of(), call, now);
        var told = new ArrayList<EndpointTest>();
        new SipTest(Optional.empty(), new TestCalls(List.of(Network.of("127.0.0.0/8"))), InstantSource.system())
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

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void shouldRingARealTelephoneAndHangUp(String transport) throws InterruptedException {
        int at = transport.equals("tls") ? port + 1 : port;
        EndpointTest test = test("sip:alice@127.0.0.1:" + at + ";transport=" + transport, transport, true);
        EndpointTest.Step call = test.steps().getLast();
        assertEquals("call", call.name());
        assertEquals(EndpointTest.Result.OK, call.result(), call.text());
        assertTrue(call.text().contains("180 Ringing"), call.text());
        for (String summary : List.of("INVITE ", "180 ", "CANCEL ", "487 ", "ACK ")) {
            assertTrue(
                    test.messages().stream()
                            .anyMatch(message -> message.summary().startsWith(summary)),
                    summary + "in " + test);
        }
    }
}
