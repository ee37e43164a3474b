package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Baresip;
import io.trunkline.testing.Ports;
import io.trunkline.testing.SelfSigned;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The SIP test against telephones that registered at a real switch: Debian's baresip and linphone, over UDP, TCP and TLS,
 * and SIPp's, which do what real ones must not. All is asked for at the HTTP API.
 */
class EndpointTestsEndToEndTest {

    private static final Duration REGISTERED = Duration.ofMinutes(30);
    private static final List<Subscriber> SUBSCRIBERS = List.of(
            subscriber("alice"),
            subscriber("bob"),
            subscriber("carol"),
            subscriber("dave"),
            subscriber("erin"),
            subscriber("frank"),
            subscriber("grace"));

    @TempDir
    static Path directory;

    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static KamailioSwitch kamailio;
    private static Pipeline pipeline;
    private static Api api;

    private static Subscriber subscriber(String user) {
        return new Subscriber(user, "secret-" + user, "tested");
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        DebianProgram.require("sipp", "sip-tester");
        DebianProgram.require("linphonec", "linphone-cli");
        Assumptions.assumeTrue(Baresip.isInstalled(), "install the package baresip-core to run this test");
        Optional<Path> certificate = SelfSigned.certificate(directory);
        Assumptions.assumeTrue(certificate.isPresent(), "install the package openssl to run this test");

        pipeline = opened(new Pipeline(directory));
        int tlsPort = FreePort.tcp();
        kamailio = opened(KamailioSwitch.startWithTls(
                directory, SUBSCRIBERS, new Capture(pipeline.hepUdp().getPort(), 3, 101), tlsPort, certificate.get()));
        pipeline.start();
        api = opened(new Api(pipeline.url(), pipeline.adminToken()));
        api.put("/accounts/tested", """
                {"id": "tested", "name": "Tested", "currency": "EUR", "sipUsers": ["%s"]}""".formatted(String.join(
                "\", \"", SUBSCRIBERS.stream().map(Subscriber::user).toList())));

        int sip = kamailio.sip().getPort();
        opened(Baresip.start(
                directory.resolve("baresip"),
                Ports.freeWithNext(),
                certificate.get(),
                List.of(
                        account("alice", "127.0.0.1:" + sip),
                        account("bob", "127.0.0.1:" + sip + ";transport=tcp"),
                        account("carol", "127.0.0.1:" + tlsPort + ";transport=tls"))));
        opened(Linphone.start(
                Files.createDirectory(directory.resolve("linphone")), subscriber("dave"), kamailio.sip()));
    }

    /** As baresip has it: where it registers, and that nobody but a person answers. */
    private static String account(String user, String registrar) {
        return "<sip:" + user + "@127.0.0.1>;auth_pass=secret-" + user + ";regint=600;answermode=manual;outbound=\"sip:"
                + registrar + "\"";
    }

    private static <T extends AutoCloseable> T opened(T part) {
        OPENED.addFirst(part);
        return part;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : OPENED) {
            part.close();
        }
    }

    /** The registration of a user that is active, once it is; of several the one whose contact has a port. */
    private static JsonNode registration(String user, String contactHas) {
        return Until.fits(
                        user + " to be registered",
                        () -> api.items("/registrations?limit=100")
                                .filter(each -> each.path("aor").asText().equals(user + "@127.0.0.1"))
                                .filter(each -> each.path("state").asText().equals("active"))
                                .filter(each -> each.path("contact").asText().contains(contactHas))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static JsonNode tested(JsonNode registration, boolean call) {
        String body = """
                {"registrationId": "%s", "call": %s}""".formatted(registration.path("id").asText(), call);
        String id = api.post("/tests/sip", body).path("id").asText();
        return Until.fits("the test to end", () -> api.get("/tests/" + id), test -> !test.path("status")
                .asText()
                .equals("running"));
    }

    private static String code(JsonNode test) {
        assertEquals("done", test.path("status").asText(), test::toString);
        return test.path("verdict").path("code").asText();
    }

    private static JsonNode step(JsonNode test, String name) {
        return StreamSupport.stream(test.path("steps").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + name + " in " + test));
    }

    @ParameterizedTest
    @CsvSource({"alice, udp, baresip", "bob, tcp, baresip", "carol, tls, baresip", "dave, udp, Linphone"})
    void shouldFindARealTelephoneReachableAndRingIt(String user, String transport, String agent) {
        JsonNode registration = registration(user, "");
        assertEquals(transport, registration.path("transport").asText(), registration::toString);
        assertTrue(registration.path("userAgent").asText().contains(agent), registration::toString);

        JsonNode test = tested(registration, true);
        assertEquals("reachable", code(test), test::toString);
        assertEquals(200, test.path("options").path("lastStatus").asInt(), test::toString);
        assertEquals("ok", step(test, "registration").path("result").asText(), test::toString);
        assertEquals("ok", step(test, "contact").path("result").asText(), test::toString);
        assertEquals(transport, test.path("messages").path(0).path("transport").asText());
        JsonNode call = step(test, "call");
        assertEquals("ok", call.path("result").asText(), test::toString);
        assertTrue(call.path("text").asText().startsWith("It rang after "), call::toString);
        assertEquals("ACK", methodOfTheLastRequest(test), test::toString);
    }

    private static String methodOfTheLastRequest(JsonNode test) {
        return StreamSupport.stream(test.path("messages").spliterator(), false)
                .filter(each -> each.path("direction").asText().equals("sent"))
                .map(each -> each.path("summary").asText())
                .reduce((first, second) -> second)
                .map(summary -> summary.substring(0, summary.indexOf(' ')))
                .orElse("");
    }

    @Test
    void shouldFindASilentTelephoneSilent() {
        Phone erin = new Phone(directory, kamailio, subscriber("erin"));
        erin.register(REGISTERED);
        try (SippRun _ = erin.atOptions("options-silent")) {
            JsonNode test = tested(registration("erin", ":" + erin.port()), true);
            assertEquals("silent", code(test), test::toString);
            assertFalse(test.path("verdict").path("reachable").asBoolean(true), test::toString);
            assertEquals(5, test.path("options").path("sent").asInt());
            assertEquals(0, test.path("options").path("received").asInt());
            assertFalse(test.toString().contains("INVITE sip:"), "nobody is rung who is not there");
        }
    }

    @Test
    void shouldSayThatSomebodyElseAnswersThereWith404() {
        Phone frank = new Phone(directory, kamailio, subscriber("frank"));
        frank.register(REGISTERED);
        try (SippRun _ = frank.atOptions("options-not-found")) {
            JsonNode test = tested(registration("frank", ":" + frank.port()), false);
            assertEquals("refused", code(test), test::toString);
            assertEquals(404, test.path("options").path("lastStatus").asInt(), test::toString);
            assertTrue(test.path("verdict").path("text").asText().contains("does not know this user"), test::toString);
        }
    }

    @Test
    void shouldSayWhereATelephoneIsThatRegisteredElsewhereSince() {
        Phone before = new Phone(directory, kamailio, subscriber("grace"));
        before.register(REGISTERED);
        JsonNode old = registration("grace", ":" + before.port());
        Phone after = new Phone(directory, kamailio, subscriber("grace"));
        after.register(REGISTERED);
        registration("grace", ":" + after.port());
        JsonNode test = tested(old, false);
        assertEquals("moved", code(test), test::toString);
        assertTrue(test.path("verdict").path("text").asText().contains("127.0.0.1:" + after.port()), test::toString);
    }

    /** The call is played to the collector as an agent on the way would have captured it, and then a customer's. */
    @ParameterizedTest
    @ValueSource(strings = "alice")
    void shouldMakeNobodysCallOfOneThatIsCapturedToo(String user) {
        JsonNode test = tested(registration(user, ""), true);
        List<byte[]> packets = new ArrayList<>();
        String callId = "";
        for (JsonNode message : test.path("messages")) {
            packets.add(captured(message, message.path("raw").asText()));
            callId = header(message.path("raw").asText(), "Call-ID");
        }
        String customers = "customers-" + UUID.randomUUID();
        for (JsonNode message : test.path("messages")) {
            packets.add(captured(message, message.path("raw").asText().replace(callId, customers)));
        }
        pipeline.send(packets);
        JsonNode customer =
                Until.fits("the customer's call to end", () -> api.get("/cdrs/" + customers), cdr -> cdr.path("outcome")
                        .asText()
                        .equals("cancelled"));
        assertEquals(user, customer.path("to").asText().split("-")[0], customer::toString);
        assertTrue(api.get("/cdrs/" + callId).isMissingNode(), callId);
        assertTrue(api.get("/calls/" + callId).isMissingNode(), callId);
    }

    private static String header(String raw, String name) {
        return raw.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElseThrow();
    }

    private static byte[] captured(JsonNode message, String raw) {
        byte[] payload = raw.getBytes(StandardCharsets.UTF_8);
        HepPacket packet = HepPacket.empty()
                .capturedAtMicros(ChronoUnit.MICROS.between(
                        Instant.EPOCH, Instant.parse(message.path("at").asText())))
                .ipProtocol(17)
                .captureId(102)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .payload(payload, 0, payload.length);
        String source = message.path("source").asText();
        String target = message.path("target").asText();
        return HepEncoder.encode(packet.source(address(source), port(source)).target(address(target), port(target)));
    }

    private static byte[] address(String endpoint) {
        return InetAddress.ofLiteral(endpoint.substring(0, endpoint.lastIndexOf(':')))
                .getAddress();
    }

    private static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }
}
