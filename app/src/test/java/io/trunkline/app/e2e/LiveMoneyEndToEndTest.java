package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Money while calls are up, behind a real switch that asks before each call by the lines of its documentation: tiers, a
 * balance that runs out, many calls at once, payments, free minutes, and an API that is away.
 */
class LiveMoneyEndToEndTest {

    private static final Subscriber SHOP = new Subscriber("shop", "counter", "shop");
    private static final Subscriber TWIN = new Subscriber("twin", "gemini", "twin");
    private static final Subscriber CROWD = new Subscriber("crowd", "concert", "crowd");
    private static final Subscriber BUNDLE = new Subscriber("bundle", "minutes", "bundle");
    private static final Subscriber STRAY = new Subscriber("stray", "away", "stray");
    private static final Subscriber STUCK = new Subscriber("stuck", "glue", "stuck");

    private static final String NUMBER = "88161234567";
    private static final String TOKEN = "the-token-of-the-switch";
    private static final Duration RINGING = Duration.ofMillis(300);

    /** Half a second before the first increment that cannot be paid: what the command needs on its way. */
    private static final Duration LEAD = Duration.ofMillis(500);

    /** Clocks of the test, the switch and the product are one, and yet not read at the same moment. */
    private static final Duration EARLY = Duration.ofMillis(100);

    @TempDir
    static Path directory;

    private static Pipeline pipeline;
    private static KamailioSwitch kamailio;
    private static Gateway gateway;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        DebianProgram.require("sipp", "sip-tester");
        pipeline = new Pipeline(directory);
        kamailio = asking(URI.create("http://127.0.0.1:" + pipeline.httpPort()), false, 101);
        gateway = new Gateway(directory, kamailio);
        // The switch knows the token before it is there.
        Files.createDirectories(pipeline.dataDirectory());
        Files.writeString(pipeline.dataDirectory().resolve("admin-token"), TOKEN);
        pipeline.start("--set", "switch.kamailio.rpc-url=" + kamailio.rpcUrl());
        api = new Api(pipeline.url(), TOKEN);
        // By the second: the caller pays 0.10, its reseller 0.08, the one above that 0.06; the trunk costs 0.05.
        card("retail", "EUR", "88,Satellite,6.00,0,1,1");
        card("wholesale", "EUR", "88,Satellite,4.80,0,1,1");
        card("carrier-in", "USD", "88,Satellite,3.60,0,1,1");
        card("cost", "GBP", "88,Satellite,3.00,0,1,1");
        card("minutes", "EUR", "88,Satellite,0.05,0.05,60,60");
        account("top", "none", "USD", "\"rateCardId\": \"carrier-in\"");
        account("mid", "hard", "EUR", "\"rateCardId\": \"wholesale\", \"parentId\": \"top\"");
        account("shop", "none", "EUR", "\"rateCardId\": \"retail\", \"parentId\": \"mid\", \"sipUsers\": [\"shop\"]");
        account("carrier", "none", "GBP", "\"rateCardId\": \"cost\", \"trunks\": [\"127.0.0.1\"]");
        account("twin", "hard", "EUR", "\"rateCardId\": \"retail\", \"sipUsers\": [\"twin\"]");
        account("crowd", "hard", "EUR", "\"rateCardId\": \"minutes\", \"sipUsers\": [\"crowd\"]");
        account("stuck", "hard", "EUR", "\"rateCardId\": \"retail\", \"sipUsers\": [\"stuck\"]");
        account("stray", "none", "EUR", "\"rateCardId\": \"retail\", \"sipUsers\": [\"stray\"]");
        api.put("/packages/five", """
                {"id": "five", "name": "Five minutes", "rateCardId": "retail", "freeMinutes": 5}""");
        account("bundle", "none", "EUR", "\"packageId\": \"five\", \"sipUsers\": [\"bundle\"]");
        // Who has nothing may not call: what a test pays lifts that, and not before it was told.
        Stream.of("shop", "twin", "crowd").forEach(account -> awaitBlocked(account, true));
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
            assertEquals(0, pipeline.process().terminate(), pipeline.process()::errors);
        }
        if (pipeline != null) {
            pipeline.close();
        }
        if (kamailio != null) {
            kamailio.close();
        }
    }

    @Test
    void shouldEndTheCallWhoseMiddleTierRunsDryAndTakeTheNextWhenThatOnePays() {
        pay("mid", "0.40");
        awaitBlocked("shop", false);
        Phone shop = new Phone(directory, kamailio, SHOP);
        try (SippRun _ = gateway.answering(RINGING)) {
            String callId;
            try (Phone.Outgoing call = shop.callUntilCutOff(NUMBER)) {
                callId = call.callId();
                call.awaitSuccess();
            }
            JsonNode cdr = awaitCdr(callId);
            assertEquals("balance-used-up", cdr.path("cause").path("code").asText(), cdr::toString);
            assertCause("ended by the platform: the account shop is suspended, because mid above it is, since", cdr);
            // Five seconds are paid.
            assertEndedWhen(
                    "mid",
                    List.of(cdr),
                    Instant.parse(cdr.path("answeredAt").asText()).plusSeconds(5));
            assertTiers(cdr, List.of("0 shop 0.10 EUR", "1 mid 0.08 EUR", "2 top 0.06 USD", "3 carrier 0.05 GBP"));

            Until.holds("what is below is suspended", () -> isSuspended("shop", "mid") && isSuspended("mid", ""));
            awaitBlocked("shop", true);
            try (Phone.Outgoing refused = shop.callToBeRefused(NUMBER, 402)) {
                refused.awaitSuccess();
                JsonNode record = awaitCdr(refused.callId());
                assertEquals("suspended", record.path("cause").path("code").asText(), record::toString);
                assertCause("it is suspended, because mid above it is, since", record);
            }

            pay("mid", "5.00");
            awaitBlocked("shop", false);
            try (Phone.Outgoing next = shop.call(NUMBER, RINGING)) {
                next.awaitSuccess();
                assertEquals("answered", awaitCdr(next.callId()).path("outcome").asText());
            }
        }
        assertLedgersAddUp("shop", "mid", "top", "carrier");
    }

    @Test
    void shouldEndTwoCallsAtOnceOnOneBalanceAtTheMomentThatBothTogetherReach() {
        pay("twin", "0.80");
        awaitBlocked("twin", false);
        Phone twin = new Phone(directory, kamailio, TWIN);
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing one = twin.callUntilCutOff(NUMBER);
                Phone.Outgoing other = twin.callUntilCutOff(NUMBER)) {
            one.awaitSuccess();
            other.awaitSuccess();
            List<JsonNode> cdrs = List.of(awaitCdr(one.callId()), awaitCdr(other.callId()));
            cdrs.forEach(
                    cdr -> assertCause("ended by the platform: the balance of the account twin was used up at", cdr));
            // Eight increments of 0.10 are paid, whichever call begins them; the ninth is not.
            Instant unpaid = cdrs.stream()
                    .map(cdr -> Instant.parse(cdr.path("answeredAt").asText()))
                    .flatMap(answered -> IntStream.range(0, 9).mapToObj(answered::plusSeconds))
                    .sorted()
                    .skip(8)
                    .findFirst()
                    .orElseThrow();
            assertEndedWhen("twin", cdrs, unpaid);
        }
        assertLedgersAddUp("twin");
    }

    @Test
    void shouldLetOfThirtyThatBeginAtOnceOnlyThoseThroughThatTheBalancePays() {
        // The beginning of a call is 0.10.
        pay("crowd", "2.95");
        awaitBlocked("crowd", false);
        Phone crowd = new Phone(directory, kamailio, CROWD);
        try (SippRun _ = gateway.answering(RINGING);
                SippRun calls = crowd.callManyTimesAtOnce(NUMBER, 30, Duration.ofSeconds(4))) {
            calls.awaitSuccess();
        }
        List<JsonNode> cdrs = Until.fits(
                "thirty records",
                () -> api.items("/cdrs?accountId=crowd&limit=100").toList(),
                found -> found.size() == 30);
        assertEquals(
                29L,
                cdrs.stream()
                        .filter(cdr -> cdr.path("outcome").asText().equals("answered"))
                        .count());
        JsonNode refused = cdrs.stream()
                .filter(cdr -> cdr.path("status").asInt() == 402)
                .findFirst()
                .orElseThrow();
        assertEquals("suspended", refused.path("cause").path("code").asText(), refused::toString);
        assertTrue(
                api.items("/cdrs/" + refused.path("id").asText() + "/trace")
                        .map(message -> message.path("raw").asText())
                        .anyMatch(raw -> raw.contains("Reason: SIP;cause=402;text=\"crowd, by the digest user crowd:"
                                + " what is left of it does not pay the beginning of this call\"")),
                () -> "the reason in the trace of " + refused);
        assertLedgersAddUp("crowd");
        assertEquals(0, new BigDecimal("0.05").compareTo(balance("crowd")));
    }

    @Test
    void shouldGiveFreeMinutesInTheOrderOfTheAnswersAndChargeWhatIsBehindThem() {
        String free;
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing call = new Phone(directory, kamailio, BUNDLE).call(NUMBER, Duration.ofSeconds(1))) {
            free = call.callId();
            call.awaitSuccess();
        }
        JsonNode first = awaitCdr(free);
        assertEquals(60, first.path("freeSeconds").asInt(), first::toString);
        assertEquals(0, new BigDecimal(first.path("price").asText()).signum(), first::toString);
        assertEquals(
                240, api.get("/accounts/bundle/balance").path("freeSecondsLeft").asInt());

        // Five minutes and ten seconds, told with the times of a capture: nobody waits for them. It was answered first.
        pipeline.send(PlayedLeg.ofPhone("long-talk", "bundle", NUMBER).talked(Duration.ofSeconds(310)));
        JsonNode second = awaitCdr("long-talk");
        assertEquals(300, second.path("freeSeconds").asInt(), second::toString);
        assertEquals(
                0,
                new BigDecimal("1.00")
                        .compareTo(new BigDecimal(second.path("price").asText())));
        JsonNode corrected = Until.fits(
                "the minute that was another's is charged",
                () -> awaitCdr(free),
                now -> now.path("freeSeconds").asInt() == 0);
        long seconds = Math.ceilDiv(corrected.path("durationMillis").asLong(), 1_000);
        assertEquals(
                0,
                BigDecimal.valueOf(seconds, 1)
                        .compareTo(new BigDecimal(corrected.path("price").asText())),
                corrected::toString);
        assertCorrectedLedgerAddsUp("bundle");
    }

    @Test
    void shouldRefuseOrLetThroughWhileTheApiIsAwayAsTheOperatorChose() {
        URI nobody = URI.create("http://127.0.0.1:" + FreePort.tcp());
        try (KamailioSwitch closed = asking(nobody, false, 102)) {
            Phone stray = new Phone(directory, closed, STRAY);
            try (Phone.Outgoing refused = stray.callToBeRefused(NUMBER, 503)) {
                refused.awaitSuccess();
                assertEquals(
                        "platform-failure",
                        awaitCdr(refused.callId()).path("cause").path("code").asText());
            }
            try (SippRun _ = new Gateway(directory, closed).answering(RINGING);
                    Phone.Outgoing emergency = stray.call("112", RINGING)) {
                emergency.awaitSuccess();
                JsonNode cdr = awaitCdr(emergency.callId());
                assertEquals(0, new BigDecimal(cdr.path("price").asText()).signum(), cdr::toString);
                assertEquals("free number", cdr.path("destination").asText(), cdr::toString);
            }
        }
        try (KamailioSwitch open = asking(nobody, true, 103);
                SippRun _ = new Gateway(directory, open).answering(RINGING);
                Phone.Outgoing through = new Phone(directory, open, STRAY).call(NUMBER, RINGING)) {
            through.awaitSuccess();
            JsonNode cdr = awaitCdr(through.callId());
            assertEquals("rated", cdr.path("rating").asText(), cdr::toString);
        }
        assertLedgersAddUp("stray");
    }

    @Test
    void shouldChargeACallThatTheSwitchDoesNotEndUntilItsByeAndRaiseAnAlarm() {
        pay("stuck", "0.30");
        // The orders go to the other switch, which knows nothing of this one's calls.
        try (KamailioSwitch elsewhere = asking(URI.create("http://127.0.0.1:" + pipeline.httpPort()), false, 104);
                SippRun _ = new Gateway(directory, elsewhere).answering(RINGING);
                Phone.Outgoing call = new Phone(directory, elsewhere, STUCK).callUntilCutOff(NUMBER)) {
            JsonNode refused = Until.fits(
                    "the refusal of the switch",
                    () -> api.get("/calls/" + call.callId()).path("endRefused"),
                    found -> found.has("why"));
            assertEquals("the switch knows no such call", refused.path("why").asText(), refused::toString);
            JsonNode alarm = Until.fits(
                    "the alarm",
                    () -> api.items("/alarms")
                            .filter(each -> each.path("ruleId").asText().equals("cut-failed"))
                            .findFirst()
                            .orElse(MissingNode.getInstance()),
                    found -> !found.isMissingNode());
            assertEquals("stuck", alarm.path("key").asText(), alarm::toString);
            assertEquals(call.callId(), alarm.path("calls").path(0).asText(), alarm::toString);
            assertTrue(orders(call.callId()) >= 2, "it is asked again");

            elsewhere.end(call.callId());
            call.awaitSuccess();
            JsonNode cdr = awaitCdr(call.callId());
            BigDecimal price = new BigDecimal(cdr.path("price").asText());
            assertEquals(
                    0,
                    BigDecimal.valueOf(cdr.path("durationMillis").asLong())
                            .movePointLeft(3)
                            .setScale(0, RoundingMode.CEILING)
                            .movePointLeft(1)
                            .compareTo(price),
                    cdr::toString);
            assertTrue(price.compareTo(new BigDecimal("0.30")) > 0, cdr::toString);
            Until.holds(
                    "the whole price to be booked",
                    () -> balance("stuck").compareTo(new BigDecimal("0.30").subtract(price)) == 0);
        }
        assertLedgersAddUp("stuck");
    }

    /** How many times the switch was asked to end a call. */
    private static long orders(String callId) {
        var orders = new AtomicLong();
        WholeTopic.forEach(pipeline.kafka(), Topic.SWITCH_COMMANDS, record -> {
            if (Json.read(record.value(), SwitchCommand.class) instanceof SwitchCommand.EndCall end
                    && end.callId().equals(callId)) {
                orders.incrementAndGet();
            }
        });
        return orders.get();
    }

    private static KamailioSwitch asking(URI where, boolean failsOpen, int captureId) {
        return KamailioSwitch.startAsking(
                directory,
                List.of(SHOP, TWIN, CROWD, BUNDLE, STRAY, STUCK),
                new Capture(pipeline.hepUdp().getPort(), 3, captureId),
                where,
                TOKEN,
                failsOpen);
    }

    private static void card(String id, String currency, String line) {
        api.put("/rate-cards/" + id, """
                {"id": "%s", "name": "%s", "currency": "%s", "decimals": 6}""".formatted(id, id, currency));
        api.put(
                "/rate-cards/" + id + "/rates",
                "text/csv",
                "prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment\n" + line + "\n");
    }

    private static void account(String id, String management, String currency, String more) {
        api.put("/accounts/" + id, """
                {"id": "%s", "name": "%s", "currency": "%s", "balanceManagement": "%s", "creditLimit": "0", %s}""".formatted(id, id, currency, management, more));
    }

    private static void pay(String account, String amount) {
        BigDecimal before = balance(account);
        api.post("/accounts/" + account + "/payments", """
                {"id": "%s-%s", "amount": "%s", "description": "paid"}""".formatted(account, amount, amount));
        BigDecimal after = before.add(new BigDecimal(amount));
        Until.holds("the payment", () -> balance(account).compareTo(after) == 0);
    }

    private static BigDecimal balance(String account) {
        return new BigDecimal(
                api.get("/accounts/" + account + "/balance").path("balance").asText());
    }

    private static boolean isSuspended(String account, String by) {
        JsonNode balance = api.get("/accounts/" + account + "/balance");
        return balance.path("status").asText().equals("suspended")
                && balance.path("suspendedBy").asText("").equals(by);
    }

    private static void awaitBlocked(String account, boolean blocked) {
        Until.holds("the switch " + (blocked ? "refuses " : "takes ") + account, () -> {
            try {
                return kamailio.rpc("htable.get", "blocked", account).has("result") == blocked;
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        });
    }

    private static JsonNode awaitCdr(String callId) {
        return Until.fits("the record of " + callId, () -> api.get("/cdrs/" + callId), found -> !found.isMissingNode());
    }

    /** What is said ends with words and a moment, which the switch decides. */
    private static void assertCause(String words, JsonNode cdr) {
        String text = cdr.path("cause").path("text").asText();
        assertTrue(text.matches(".*\\Q" + words + "\\E \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"), text);
    }

    /**
     * The moment was computed at which the first increment begins that nobody has paid, with all these calls up; and they were
     * not ended before it, less the lead. How long after, the machine says.
     */
    private static void assertEndedWhen(String account, List<JsonNode> cdrs, Instant unpaid) {
        var computed = new AtomicReference<Instant>();
        WholeTopic.forEach(pipeline.kafka(), Topic.BALANCES, record -> {
            Balance told = record.value() == null ? null : Json.read(record.value(), Balance.class);
            if (told != null
                    && told.accountId().equals(account)
                    && told.liveCalls() == cdrs.size()
                    && told.status() != Balance.Status.SUSPENDED
                    && told.exhaustsAt() != null) {
                computed.set(told.exhaustsAt());
            }
        });
        assertNotNull(computed.get(), () -> "no moment was computed for " + account);
        assertTrue(
                Duration.between(computed.get(), unpaid).abs().compareTo(EARLY) <= 0,
                () -> "computed for " + account + " was " + computed + ", not paid from " + unpaid + " on");
        for (JsonNode cdr : cdrs) {
            Instant ended = Instant.parse(cdr.path("endedAt").asText());
            assertTrue(
                    !ended.isBefore(unpaid.minus(LEAD).minus(EARLY)),
                    () -> "ended at " + ended + ", not paid from " + unpaid + " on: " + cdr);
        }
    }

    /** Each tier by its own card, for the same whole seconds. */
    private static void assertTiers(JsonNode cdr, List<String> aSecond) {
        BigDecimal seconds = BigDecimal.valueOf(cdr.path("durationMillis").asLong())
                .movePointLeft(3)
                .setScale(0, RoundingMode.CEILING);
        List<String> shown = Stream.iterate(0, i -> i < cdr.path("tiers").size(), i -> i + 1)
                .map(i -> cdr.path("tiers").get(i))
                .map(tier -> tier.path("level").asInt() + " "
                        + tier.path("accountId").asText() + " "
                        + new BigDecimal(tier.path("price").asText()).divide(seconds, 2, RoundingMode.UNNECESSARY)
                        + " " + tier.path("currency").asText())
                .toList();
        assertEquals(aSecond, shown);
    }

    /** The account's entries are its balance, and those of calls with their corrections are what its records cost that hold. */
    private static void assertCorrectedLedgerAddsUp(String account) {
        Until.holds("the ledger of " + account + " to add up", () -> {
            Books books = Books.read(pipeline.kafka());
            BigDecimal prices = books.lastCdrs().stream()
                    .filter(cdr -> account.equals(cdr.accountId()) && cdr.rating() == Cdr.Rating.RATED)
                    .map(Cdr::price)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal booked = books.entries().stream()
                    .filter(entry -> entry.accountId().equals(account)
                            && (entry.type() == LedgerEntry.Type.CALL || entry.type() == LedgerEntry.Type.CORRECTION))
                    .map(LedgerEntry::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return sum(books, account).compareTo(balance(account)) == 0
                    && prices.add(booked).signum() == 0;
        });
    }

    /** Of each account the entries for calls are the prices of its records, and all its entries are its balance. */
    private static void assertLedgersAddUp(String... accounts) {
        for (String account : accounts) {
            Books books = Until.fits(
                    "the books of " + account,
                    () -> Books.read(pipeline.kafka()),
                    read -> sum(read, account).compareTo(balance(account)) == 0);
            assertEquals(
                    books.cdrs().stream()
                            .filter(cdr -> account.equals(cdr.accountId())
                                    && cdr.rating() == Cdr.Rating.RATED
                                    && cdr.price().signum() != 0)
                            .sorted(Comparator.comparing(Cdr::id))
                            .map(cdr -> cdr.id() + " "
                                    + cdr.price().negate().stripTrailingZeros().toPlainString())
                            .collect(Collectors.joining("\n")),
                    books.entries().stream()
                            .filter(entry -> entry.accountId().equals(account) && entry.type() == LedgerEntry.Type.CALL)
                            .sorted(Comparator.comparing(LedgerEntry::reference))
                            .map(entry -> entry.reference() + " "
                                    + entry.amount().stripTrailingZeros().toPlainString())
                            .collect(Collectors.joining("\n")),
                    account);
        }
    }

    private static BigDecimal sum(Books books, String account) {
        return books.entries().stream()
                .filter(entry -> entry.accountId().equals(account))
                .map(LedgerEntry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
