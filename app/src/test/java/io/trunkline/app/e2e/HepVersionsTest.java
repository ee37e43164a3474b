package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same calls through a Kamailio that mirrors them in HEP version 1, 2 and 3 are the same calls at the HTTP API.
 *
 * <p>What the versions cannot tell: 1 has no time, so that of receipt stands, and no capture id, so the agent is found
 * by its network; 1 and 2 have no key. A call lasts from the 200 to the BYE as the version tells the time.
 */
class HepVersionsTest {
    private static final Subscriber ALICE = new Subscriber("alice", "wonderland", "acme");
    private static final Subscriber BOB = new Subscriber("bob", "builder", "bricks");
    private static final String NUMBER = "493012345678";
    private static final BigDecimal A_CENT_A_SECOND = new BigDecimal("0.01");
    private static final BigDecimal CONNECT_FEE = new BigDecimal("0.05");
    private static final Duration BRIEFLY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Capture id of the switches that can tell it, and the name of the agent that is found by its network. */
    private static final String AGENTS = """
            hep.agents=[{id: "101", networks: [127.0.0.0/8], may-bill: true}, \
            {id: nameless, networks: [127.0.0.0/8], may-bill: true}]""";

    @TempDir
    static Path directory;

    private static Pipeline pipeline;
    private static Api api;

    @BeforeAll
    static void start() {
        DebianProgram.require("kamailio", "kamailio");
        DebianProgram.require("sipp", "sip-tester");
        pipeline = new Pipeline(directory);
        TrunklineProcess trunkline = pipeline.launch("--set", AGENTS);
        api = new Api(trunkline.awaitReady(), pipeline.adminToken());
        api.put("/rate-cards/retail", """
                {"id": "retail", "name": "Retail", "currency": "EUR", "decimals": 6}""");
        api.put("/rate-cards/retail/rates", "text/csv", """
                prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment
                4930,Berlin,0.60,0.05,1,1
                """);
        for (Subscriber subscriber : List.of(ALICE, BOB)) {
            api.put("/accounts/" + subscriber.account(), """
                    {"id": "%s", "name": "%s", "currency": "EUR", "rateCardId": "retail", "sipUsers": ["%s"]}""".formatted(
                            subscriber.account(), subscriber.account(), subscriber.user()));
        }
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 101", "2, 101", "1, nameless"})
    void shouldShowTheSameCallsWhateverTheVersion(int version, String agent) throws IOException {
        var capture = new Capture(pipeline.hepUdp().getPort(), version, 101);
        try (KamailioSwitch kamailio = KamailioSwitch.start(directory, List.of(ALICE, BOB), capture)) {
            var gateway = new Gateway(directory, kamailio);
            var alice = new Phone(directory, kamailio, ALICE);
            var bob = new Phone(directory, kamailio, BOB);
            var scene = new Scene(
                    agent,
                    Map.of(
                            address(kamailio.sip().getPort()), "proxy",
                            address(kamailio.gatewayPort()), "gateway",
                            address(bob.port()), "bob"));

            bob.register(Duration.ofMinutes(10));
            scene.registered(bob);
            Map<String, Expected> made = new LinkedHashMap<>();
            String answered;
            try (SippRun _ = gateway.answering(BRIEFLY);
                    Phone.Outgoing call = alice.call(NUMBER, BRIEFLY)) {
                answered = succeeded(call);
                made.put(answered, ANSWERED);
            }
            try (SippRun _ = gateway.busy();
                    Phone.Outgoing call = alice.callToBeRefused(NUMBER, 486)) {
                made.put(succeeded(call), BUSY);
            }
            try (SippRun _ = gateway.neverAnswering();
                    Phone.Outgoing call = alice.callAndCancel(NUMBER, BRIEFLY)) {
                made.put(succeeded(call), CANCELLED);
            }
            try (SippRun _ = gateway.unavailable(BRIEFLY);
                    Phone.Outgoing call = alice.callToBeRefused(NUMBER, 480)) {
                made.put(succeeded(call), NOT_ANSWERED);
            }
            try (SippRun _ = bob.answer(BRIEFLY);
                    Phone.Outgoing call = alice.call("bob", BRIEFLY)) {
                made.put(succeeded(call), TO_A_TELEPHONE);
            }
            made.forEach(scene::passed);
            scene.priced(answered);
        }
    }

    /** The Call-ID of a call that went as it should. */
    private static String succeeded(Phone.Outgoing call) {
        call.awaitSuccess();
        return call.callId();
    }

    /**
     * What is to be seen of a call.
     *
     * @param cdr fields of the CDR that are the same in every version
     * @param trace the messages in order: leg, from whom to whom, what, CSeq
     */
    private record Expected(String cdr, String trace) {}

    /** How every call begins: the telephone calls without credentials, is asked for them, and calls again. */
    private static final String CHALLENGED = """
            source: caller -> proxy: INVITE 1 INVITE
            source: proxy -> caller: 407 Proxy Authentication Required 1 INVITE
            source: caller -> proxy: ACK 1 ACK
            source: caller -> proxy: INVITE 2 INVITE
            source: proxy -> caller: 100 trying -- your call is important to us 2 INVITE
            """;

    private static final Expected ANSWERED = new Expected(
            "alice | 493012345678 | acme | null | answered | caller | 200 | rated | EUR | Berlin | test endpoint | caller -> gateway",
            CHALLENGED + """
            destination: proxy -> gateway: INVITE 2 INVITE
            destination: gateway -> proxy: 180 Ringing 2 INVITE
            source: proxy -> caller: 180 Ringing 2 INVITE
            destination: gateway -> proxy: 200 OK 2 INVITE
            source: proxy -> caller: 200 OK 2 INVITE
            source: caller -> proxy: ACK 2 ACK
            destination: proxy -> gateway: ACK 2 ACK
            source: caller -> proxy: BYE 3 BYE
            destination: proxy -> gateway: BYE 3 BYE
            destination: gateway -> proxy: 200 OK 3 BYE
            source: proxy -> caller: 200 OK 3 BYE
            """);

    private static final Expected BUSY = new Expected(
            "alice | 493012345678 | acme | null | busy | callee | 486 | not-charged | null | Berlin | test endpoint | caller -> gateway",
            CHALLENGED + """
            destination: proxy -> gateway: INVITE 2 INVITE
            destination: gateway -> proxy: 486 Busy Here 2 INVITE
            destination: proxy -> gateway: ACK 2 ACK
            source: proxy -> caller: 486 Busy Here 2 INVITE
            source: caller -> proxy: ACK 2 ACK
            """);

    private static final Expected CANCELLED = new Expected(
            "alice | 493012345678 | acme | null | cancelled | caller | 487 | not-charged | null | Berlin | test endpoint | caller -> gateway",
            CHALLENGED + """
            destination: proxy -> gateway: INVITE 2 INVITE
            destination: gateway -> proxy: 180 Ringing 2 INVITE
            source: proxy -> caller: 180 Ringing 2 INVITE
            source: caller -> proxy: CANCEL 2 CANCEL
            destination: proxy -> gateway: CANCEL 2 CANCEL
            source: proxy -> caller: 200 canceling 2 CANCEL
            destination: gateway -> proxy: 200 OK 2 CANCEL
            destination: gateway -> proxy: 487 Request Terminated 2 INVITE
            destination: proxy -> gateway: ACK 2 ACK
            source: proxy -> caller: 487 Request Terminated 2 INVITE
            source: caller -> proxy: ACK 2 ACK
            """);

    private static final Expected NOT_ANSWERED = new Expected(
            "alice | 493012345678 | acme | null | no-answer | callee | 480 | not-charged | null | Berlin | test endpoint | caller -> gateway",
            CHALLENGED + """
            destination: proxy -> gateway: INVITE 2 INVITE
            destination: gateway -> proxy: 180 Ringing 2 INVITE
            source: proxy -> caller: 180 Ringing 2 INVITE
            destination: gateway -> proxy: 480 Temporarily Unavailable 2 INVITE
            destination: proxy -> gateway: ACK 2 ACK
            source: proxy -> caller: 480 Temporarily Unavailable 2 INVITE
            source: caller -> proxy: ACK 2 ACK
            """);

    private static final Expected TO_A_TELEPHONE = new Expected(
            "alice | bob | acme | bricks | answered | caller | 200 | unrated | null | null | test endpoint | caller -> bob",
            CHALLENGED + """
            destination: proxy -> bob: INVITE 2 INVITE
            destination: bob -> proxy: 180 Ringing 2 INVITE
            source: proxy -> caller: 180 Ringing 2 INVITE
            destination: bob -> proxy: 200 OK 2 INVITE
            source: proxy -> caller: 200 OK 2 INVITE
            source: caller -> proxy: ACK 2 ACK
            destination: proxy -> bob: ACK 2 ACK
            source: caller -> proxy: BYE 3 BYE
            destination: proxy -> bob: BYE 3 BYE
            destination: bob -> proxy: 200 OK 3 BYE
            source: proxy -> caller: 200 OK 3 BYE
            """);

    /**
     * One version's switch, as it is seen at the API.
     *
     * @param agent as which it is known
     * @param names who is at which address; the caller at all others
     */
    private record Scene(String agent, Map<String, String> names) {

        void registered(Phone phone) {
            JsonNode registration = eventually("the registration", () -> api.items("/registrations")
                    .filter(each -> each.path("contact").asText().contains(address(phone.port())))
                    .findFirst()
                    .orElse(null));
            assertEquals("bob@127.0.0.1", registration.path("aor").asText());
            assertEquals("bricks", registration.path("accountId").asText());
            assertEquals("active", registration.path("state").asText());
            assertEquals(
                    address(phone.port()), registration.path("receivedFrom").asText());
        }

        void passed(String callId, Expected expected) {
            String path = "/cdrs/" + callId;
            JsonNode cdr = eventually("the CDR", () -> present(api.get(path)));
            assertEquals(expected.cdr(), summary(cdr));
            assertEquals(agent, cdr.path("agent").asText());
            var last = new AtomicReference<>("");
            try {
                Until.holds("the whole trace", PATIENCE, () -> {
                    last.set(trace(path));
                    return last.get().equals(expected.trace());
                });
            } catch (AssertionError e) {
                assertEquals(expected.trace(), last.get(), e.getMessage());
            }
            List<Instant> times = messages(path)
                    .map(message -> Instant.parse(message.path("at").asText()))
                    .toList();
            assertEquals(times.stream().sorted().toList(), times);
            assertTrue(messages(path)
                    .allMatch(message -> message.path("agent").asText().equals(agent)));
        }

        /** By the duration that this version's times give: from the 2xx that goes to the caller to the first BYE. */
        void priced(String callId) {
            String path = "/cdrs/" + callId;
            JsonNode cdr = api.get(path);
            Instant answered = first(path, "200 OK 2 INVITE", message -> message.path("leg")
                    .asText()
                    .equals("source"));
            Instant ended = first(path, "BYE 3 BYE", message -> true);
            assertEquals(
                    Duration.between(answered, ended).toMillis(),
                    cdr.path("durationMillis").asLong());
            BigDecimal seconds = new BigDecimal(cdr.path("durationMillis").asLong())
                    .movePointLeft(3)
                    .setScale(0, RoundingMode.CEILING);
            BigDecimal price = CONNECT_FEE.add(A_CENT_A_SECOND.multiply(seconds));
            assertEquals(0, price.compareTo(new BigDecimal(cdr.path("price").asText())), cdr::toString);
        }

        private static Instant first(String path, String what, Predicate<JsonNode> where) {
            return messages(path)
                    .filter(where)
                    .filter(message -> line(message).endsWith(what))
                    .map(message -> Instant.parse(message.path("at").asText()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not in the trace: " + what));
        }

        private String summary(JsonNode cdr) {
            return Stream.of(
                                    "from",
                                    "to",
                                    "accountId",
                                    "calledAccountId",
                                    "outcome",
                                    "endedBy",
                                    "status",
                                    "rating",
                                    "currency",
                                    "destination",
                                    "userAgent")
                            .map(field -> cdr.path(field).asText())
                            .reduce((one, two) -> one + " | " + two)
                            .orElseThrow()
                    + " | " + named(cdr.path("source").asText()) + " -> "
                    + named(cdr.path("target").asText());
        }

        private static Stream<JsonNode> messages(String path) {
            return api.items(path + "/trace");
        }

        /** What is sent again because the machine is slow does not count. */
        private String trace(String path) {
            return messages(path)
                    .map(message -> message.path("leg").asText() + ": "
                            + named(message.path("source").asText()) + " -> "
                            + named(message.path("target").asText()) + ": " + line(message) + "\n")
                    .distinct()
                    .reduce("", String::concat);
        }

        private static String line(JsonNode message) {
            String raw = message.path("raw").asText();
            String cseq = raw.lines()
                    .filter(line -> line.startsWith("CSeq: "))
                    .map(line -> line.substring("CSeq: ".length()))
                    .findFirst()
                    .orElse("");
            return message.path("summary").asText().replaceAll(" sip:.*", "") + ' ' + cseq;
        }

        private String named(String address) {
            return names.getOrDefault(address, "caller");
        }
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }

    /** Asks until there is an answer. */
    private static JsonNode eventually(String what, Supplier<JsonNode> question) {
        var answer = new AtomicReference<JsonNode>();
        Until.holds(what, PATIENCE, () -> {
            answer.set(question.get());
            return answer.get() != null;
        });
        return answer.get();
    }
}
