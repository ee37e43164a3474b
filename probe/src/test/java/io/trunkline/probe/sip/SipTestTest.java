package io.trunkline.probe.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Direction;
import io.trunkline.protocol.event.EndpointTest.Message;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Status;
import io.trunkline.protocol.event.EndpointTest.Step;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SIP test against endpoints that really listen on loopback. */
class SipTestTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Where nothing ever comes. */
    private static final SipTimes IN_VAIN = Patience.forOptions(Duration.ofMillis(500));

    private final Instant now = Instant.now();
    private SipTimes times = Patience.FOR_ALL;

    private final List<EndpointTest> told = new ArrayList<>();

    private Registration registration(String contact, String receivedFrom, String transport) {
        return new Registration(
                "endpoint",
                "alice@example.net",
                "acme",
                contact,
                receivedFrom,
                transport,
                "phone/2.0",
                now.minusSeconds(600),
                now.plusSeconds(3_000),
                State.ACTIVE,
                null,
                "edge",
                true);
    }

    private Registration at(int port, String transport) {
        return registration("sip:alice@127.0.0.1:" + port + ";transport=" + transport, "127.0.0.1:" + port, transport);
    }

    private EndpointTest test(Registration registration, Registration... others) throws InterruptedException {
        return test(Optional.empty(), registration, others);
    }

    private EndpointTest test(Optional<String> from, Registration registration, Registration... others)
            throws InterruptedException {
        var start = new TestCommand.Start("test", EndpointTest.Kind.SIP, registration, List.of(others), false, now);
        new SipTest(from, TestCalls.NONE, InstantSource.system(), times)
                .run(start, new Progress(EndpointTest.asked(start), InstantSource.system(), told::add));
        return told.getLast();
    }

    private static Step step(EndpointTest test, String name) {
        return test.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + name + " in " + test.steps()));
    }

    /** An OPTIONS and what it was answered with, as they were kept. */
    private static List<Message> numbered(EndpointTest test, int number) {
        return test.messages().stream()
                .filter(message -> message.raw().contains("CSeq: " + number + " OPTIONS\r\n"))
                .toList();
    }

    @Test
    void shouldFindAnEndpointReachableThatAnswers() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("200 OK"))) {
            EndpointTest test = test(at(phone.port(), "udp"));
            assertEquals(Status.DONE, test.status());
            assertEquals(Code.REACHABLE, test.verdict().code());
            assertTrue(test.verdict().reachable());
            assertEquals(
                    List.of("registration", "contact", "options", "answer"),
                    test.steps().stream().map(Step::name).toList());
            assertTrue(
                    test.steps().stream().allMatch(step -> step.result() == Result.OK),
                    test.steps().toString());
            assertEquals(5, test.options().sent());
            assertEquals(5, test.options().received());
            assertEquals(200, test.options().lastStatus());
            assertTrue(test.options().minMillis() > 0);
            assertTrue(test.options().minMillis() <= test.options().medianMillis());
            assertTrue(test.options().medianMillis() <= test.options().maxMillis());
        }
    }

    @Test
    void shouldSendWellFormedOptionsToItsContactAndKeepEveryMessage() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("200 Fine"))) {
            EndpointTest test = test(Optional.of("sip:noc@example.net"), at(phone.port(), "udp"));
            String request = phone.requests().getFirst();
            assertTrue(
                    request.startsWith("OPTIONS sip:alice@127.0.0.1:" + phone.port() + ";transport=udp SIP/2.0\r\n"),
                    request);
            assertTrue(request.contains("From: \"SIP test\" <sip:noc@example.net>;tag="), request);
            assertTrue(request.contains("To: <sip:alice@example.net>\r\n"), request);
            assertTrue(request.contains("Max-Forwards: 70"), request);
            assertFalse(request.contains("Route:"), request);
            assertEquals(10, test.messages().size());
            for (int number = 1; number <= 5; number++) {
                // An answer that takes longer than from one OPTIONS to the next comes after that next one.
                List<Message> both = numbered(test, number);
                assertEquals(
                        List.of(Direction.SENT, Direction.RECEIVED),
                        both.stream().map(Message::direction).toList());
                Message asked = both.getFirst();
                Message answered = both.getLast();
                assertEquals("127.0.0.1:" + phone.port(), asked.target());
                assertEquals("200 Fine", answered.summary());
                assertEquals(asked.source(), answered.target());
                assertEquals(asked.target(), answered.source());
            }
            assertEquals(5, phone.requests().stream().distinct().count());
        }
    }

    @Test
    void shouldFindASilentEndpointSilent() throws Exception {
        times = IN_VAIN;
        try (Endpoint phone = Endpoint.udp(request -> null)) {
            EndpointTest test = test(at(phone.port(), "udp"));
            assertEquals(Code.SILENT, test.verdict().code());
            assertFalse(test.verdict().reachable());
            assertEquals(Result.FAIL, step(test, "options").result());
            assertEquals(0, test.options().received());
            assertNull(test.options().medianMillis());
            Until.holds("all OPTIONS to arrive", () -> phone.requests().size() == 5);
        }
    }

    @Test
    void shouldTellWhatA404Means() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("404 Not Found"))) {
            EndpointTest test = test(at(phone.port(), "udp"));
            assertEquals(Code.REFUSED, test.verdict().code());
            assertFalse(test.verdict().reachable());
            assertTrue(
                    test.verdict().text().contains("does not know this user"),
                    test.verdict().text());
        }
    }

    @Test
    void shouldCountWhatIsLost() throws Exception {
        times = Patience.forOptions(Duration.ofSeconds(4));
        var number = new AtomicInteger();
        try (Endpoint phone = Endpoint.udp(
                request -> number.incrementAndGet() % 2 == 0 ? null : Endpoint.answer(request, "200 OK"))) {
            EndpointTest test = test(at(phone.port(), "udp"));
            assertEquals(3, test.options().received());
            assertEquals(Result.WARN, step(test, "options").result());
            assertTrue(
                    test.verdict().text().contains("2 of 5 lost"),
                    test.verdict().text());
        }
    }

    @Test
    void shouldSendToWhereABehindNatEndpointRegisteredFrom() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("200 OK"))) {
            EndpointTest test = test(registration("sip:alice@10.1.2.3:5060", "127.0.0.1:" + phone.port(), "udp"));
            assertEquals(Code.REACHABLE, test.verdict().code());
            assertTrue(
                    step(test, "contact").text().contains("behind NAT"),
                    step(test, "contact").text());
            assertTrue(phone.requests().getFirst().startsWith("OPTIONS sip:alice@10.1.2.3:5060 SIP/2.0"));
        }
    }

    @Test
    void shouldNotFollowWhatTheContactWantsItToFollow() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("200 OK"));
                Endpoint victim = Endpoint.udp(Endpoint.status("200 OK"))) {
            String contact = "sip:alice@127.0.0.1:" + phone.port() + ";maddr=127.0.0.1:" + victim.port();
            test(registration(contact, "127.0.0.1:" + phone.port(), "udp"));
            assertEquals(List.of(), victim.requests());
        }
    }

    @Test
    void shouldSayWhereItIsWhenItRegisteredElsewhereSince() throws Exception {
        times = IN_VAIN;
        try (Endpoint old = Endpoint.udp(request -> null)) {
            Registration there = new Registration(
                    "other",
                    "alice@example.net",
                    "acme",
                    "sip:alice@192.0.2.77:5060",
                    "192.0.2.77:5060",
                    "udp",
                    "phone/2.0",
                    now.minusSeconds(60),
                    now.plusSeconds(3_000),
                    State.ACTIVE,
                    null,
                    "edge",
                    true);
            EndpointTest test = test(at(old.port(), "udp"), there);
            assertEquals(Code.MOVED, test.verdict().code());
            assertTrue(
                    test.verdict().text().contains("192.0.2.77:5060"),
                    test.verdict().text());
        }
    }

    @Test
    void shouldSendNothingToWhatIsNotRegistered() throws Exception {
        try (Endpoint phone = Endpoint.udp(Endpoint.status("200 OK"))) {
            Registration active = at(phone.port(), "udp");
            assertEquals(
                    Code.EXPIRED,
                    test(active.as(State.EXPIRED, now.minusSeconds(5)))
                            .verdict()
                            .code());
            assertEquals(
                    Code.EXPIRED,
                    test(active.as(State.ACTIVE, now.minusSeconds(5))).verdict().code());
            assertEquals(
                    Code.NOT_REGISTERED,
                    test(active.as(State.REMOVED, now)).verdict().code());
            assertEquals(
                    Code.NOT_REGISTERED,
                    test(active.as(State.FAILED, null)).verdict().code());
            assertEquals(List.of(), phone.requests());
        }
    }

    @Test
    void shouldSpeakTcp() throws Exception {
        try (Endpoint phone = Endpoint.on(new ServerSocket(0, 5, LOOPBACK), Endpoint.status("200 OK"))) {
            EndpointTest test = test(at(phone.port(), "tcp"));
            assertEquals(Code.REACHABLE, test.verdict().code(), test.toString());
            assertEquals(Result.OK, step(test, "connection").result());
            assertEquals(5, test.options().received());
        }
    }

    @Test
    void shouldSayThatNothingListens() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            port = taken.getLocalPort();
        }
        EndpointTest test = test(at(port, "tcp"));
        assertEquals(Code.REFUSED, test.verdict().code());
        assertTrue(
                step(test, "connection").text().contains("Nothing listens"),
                test.steps().toString());
    }

    @Test
    void shouldNotBlameATelephoneBehindNatForAConnectionThatOnlyThePlatformHas() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            port = taken.getLocalPort();
        }
        EndpointTest test = test(registration("sip:alice@10.1.2.3;transport=tcp", "127.0.0.1:" + port, "tcp"));
        assertNull(test.verdict().reachable());
        assertEquals(Code.SILENT, test.verdict().code());
    }

    @Test
    void shouldSpeakTls(@TempDir Path directory) throws Exception {
        ServerSocket server = tls(directory).getServerSocketFactory().createServerSocket(0, 5, LOOPBACK);
        try (Endpoint phone = Endpoint.on(server, Endpoint.status("200 OK"))) {
            EndpointTest test = test(at(phone.port(), "tls"));
            assertEquals(Code.REACHABLE, test.verdict().code(), test.toString());
            assertEquals(5, test.options().received());
            assertEquals("tls", test.messages().getFirst().transport());
        }
    }

    @Test
    void shouldSayThatWhatListensSpeaksNoTls() throws Exception {
        times = IN_VAIN;
        try (Endpoint phone = Endpoint.on(new ServerSocket(0, 5, LOOPBACK), Endpoint.status("200 OK"))) {
            EndpointTest test = test(at(phone.port(), "tls"));
            assertEquals(Code.SILENT, test.verdict().code(), test.toString());
        }
    }

    @Test
    void shouldSayThatNobodyElseCanUseAWebSocket() throws Exception {
        EndpointTest test = test(registration("sip:alice@abc.invalid;transport=ws", "127.0.0.1:4000", "wss"));
        assertEquals(Status.FAILED, test.status());
        assertNull(test.verdict());
        assertTrue(test.steps().getLast().text().contains("the connection that it opened"));
    }

    /** As a telephone makes it: signed by itself. */
    private static SSLContext tls(Path directory) throws Exception {
        Path file = directory.resolve("phone.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "phone",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=phone",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "secret".toCharArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
