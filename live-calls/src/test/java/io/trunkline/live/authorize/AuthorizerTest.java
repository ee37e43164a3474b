package io.trunkline.live.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.Customers;
import io.trunkline.live.authorize.Authorizer.Question;
import io.trunkline.live.authorize.Authorizer.Verdict;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.board.CallBoard;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** {@code shop} in EUR, hard, at 0.60 a minute in whole minutes to 31, below {@code reseller} in USD at 0.30 by the second. */
class AuthorizerTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Customers customers = Customers.of(
            List.of(
                    account("shop", "EUR", "retail", List.of("alice"), List.of("192.0.2.0/24"))
                            .below("reseller"),
                    account("reseller", "USD", "wholesale", List.of(), List.of()),
                    account("dutch", "EUR", "retail", List.of("daan"), List.of())
                            .dialling("NL", List.of(), null),
                    account("office", "GBP", null, List.of(), List.of())),
            List.of(card("retail", "EUR", "0.60", 60), card("wholesale", "USD", "0.30", 1)),
            List.of(),
            List.of(number("31209999", "office"), number("31208888", "shop"), number("116118", "office")));

    private volatile Instant now = START;
    private final CallBoard calls = new CallBoard(() -> now);
    private final BalanceBoard balances =
            new BalanceBoard(customers.accounts()::account, customers.accounts()::accounts, id -> null, calls);
    private final Authorizer authorizer = new Authorizer(customers, balances, calls, () -> now);

    private static Account account(String id, String currency, String card, List<String> users, List<String> networks) {
        return new Account(
                id,
                id,
                currency,
                BalanceManagement.HARD,
                BigDecimal.ZERO,
                null,
                null,
                card,
                users,
                networks,
                List.of(),
                1,
                null);
    }

    /** A call to it costs who has it 0.12 a minute. */
    private static PhoneNumber number(String digits, String account) {
        return new PhoneNumber(digits, account, new BigDecimal("0.12"), null, null, null, START);
    }

    private static RateTable card(String id, String currency, String perMinute, int increment) {
        return RateTable.of(
                new RateCard(id, id, currency, "UTC", 6, Rounding.HALF_UP, "v1", 1, 2),
                List.of(rate("31", "Netherlands", perMinute, increment), rate("116", "Helplines", "0", 1)));
    }

    private static Rate rate(String prefix, String name, String perMinute, int increment) {
        return new Rate(
                prefix, name, new BigDecimal(perMinute), BigDecimal.ZERO, increment, increment, 0, 0, null, null, null);
    }

    private void told(String account, String currency, String balance, Balance.Status status, String suspendedBy) {
        var record = new Balance(
                account,
                new BigDecimal(balance),
                BigDecimal.ZERO,
                currency,
                status,
                null,
                0,
                1,
                now,
                null,
                0,
                null,
                suspendedBy,
                null);
        balances.accept(new ConsumerRecord<>("balances", 0, 0, account, Json.write(record)));
    }

    private void bothHave(String shop, String reseller) {
        told("shop", "EUR", shop, Balance.Status.ACTIVE, null);
        told("reseller", "USD", reseller, Balance.Status.ACTIVE, null);
    }

    private Verdict asks(String to) {
        return authorizer.ask(new Question(null, to, "alice", null));
    }

    private CallSetup setup(String id) {
        Tariff own = customers
                .tariff(customers.accounts().account("shop").orElseThrow(), "31201000", now, false)
                .orElseThrow();
        Tariff above = customers
                .tariff(customers.accounts().account("reseller").orElseThrow(), "31201000", now, false)
                .orElseThrow();
        return new CallSetup(
                id,
                id,
                "a",
                "b",
                "shop",
                null,
                "alice",
                "31201000",
                now,
                "192.0.2.1:5060",
                "198.51.100.1:5060",
                "198.51.100.1",
                "edge",
                true,
                null,
                own,
                List.of(new Payer(Payer.Role.RESELLER, 1, "reseller", null, above, null)),
                null);
    }

    private void put(String id, Call call) {
        calls.accept(new ConsumerRecord<>("calls", 0, 0, id, Json.write(call)));
    }

    @Test
    void shouldKnowACallWithoutCredentialsByWhoIsRegisteredWhereItComesFrom() {
        told("dutch", "EUR", "5", Balance.Status.ACTIVE, null);
        customers.registeredAddresses().put("daan", registered("daan@example.net", "203.0.113.7:5060"));
        Verdict verdict = authorizer.ask(new Question("+31201111", "+31201000", null, "203.0.113.7:5060"));
        assertTrue(verdict.allowed());
        assertEquals("dutch", verdict.accountId());
        assertTrue(verdict.reason().contains("by the registered AOR daan@example.net"), verdict.reason());
        assertFalse(authorizer
                .ask(new Question("+31201111", "+31201000", null, "203.0.113.7:5062"))
                .allowed());
        now = START.plusSeconds(3600);
        assertFalse(
                authorizer
                        .ask(new Question("+31201111", "+31201000", null, "203.0.113.7:5060"))
                        .allowed(),
                "it has run out");
    }

    private static Registration registered(String aor, String endpoint) {
        return new Registration(
                "id",
                aor,
                null,
                "sip:" + endpoint,
                endpoint,
                "udp",
                null,
                START,
                START.plusSeconds(3600),
                Registration.State.ACTIVE,
                null,
                "edge",
                true);
    }

    @Test
    void shouldHoldForTheNumberThatTheAccountMeansByWhatItDials() {
        told("dutch", "EUR", "1", Balance.Status.ACTIVE, null);
        assertTrue(asksAs("daan", "0201234567").allowed());
        assertEquals(0, new BigDecimal("0.60").compareTo(calls.holds().of("dutch", now)), "the first minute to 31");
        assertFalse(asksAs("daan", "+31201234567").allowed(), "the same number, and what is left pays no second call");
        assertFalse(asksAs("alice", "0201234567").allowed(), "nobody knows in which country");
        assertTrue(asksAs("daan", "112").allowed());
    }

    private Verdict asksAs(String sipUser, String to) {
        return authorizer.ask(new Question(null, to, sipUser, null));
    }

    @Test
    void shouldSayHowLongTheMoneyOfAllTiersLasts() {
        bothHave("6", "1");
        Verdict verdict = asks("+31201000");
        assertTrue(verdict.allowed(), verdict.reason());
        assertEquals("shop", verdict.accountId());
        assertEquals(200, verdict.maxSeconds(), "1 USD at 0.30 a minute, although the shop has ten minutes");
        assertEquals(new BigDecimal("0.60"), verdict.ratePerMinute());
        assertEquals(START.plus(Authorizer.HELD_FOR), verdict.validUntil());
        assertEquals("shop, by the digest user alice", verdict.reason());
    }

    @Test
    void shouldFindTheAccountByTheRulesOfRating() {
        bothHave("6", "6");
        assertEquals(
                "shop, by the network 192.0.2.0/24",
                authorizer
                        .ask(new Question(null, "31201000", "mallory", "192.0.2.7"))
                        .reason());
        assertEquals(
                "shop, by From alice",
                authorizer.ask(new Question("alice", "31201000", null, null)).reason());
        Verdict stranger = authorizer.ask(new Question("mallory", "31201000", null, "203.0.113.9"));
        assertFalse(stranger.allowed());
        assertNull(stranger.accountId());
    }

    @Test
    void shouldNotLetThirtyAttemptsAtOnceSpendOneEuro() throws Exception {
        bothHave("1", "100");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Verdict>> attempts = IntStream.range(0, 30)
                    .<Callable<Verdict>>mapToObj(i -> () -> asks("31201000"))
                    .toList();
            long allowed = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                allowed += attempt.get().allowed() ? 1 : 0;
            }
            assertEquals(1, allowed, "the first minute of one call is held, and what is left pays no other");
        }
        now = now.plus(Authorizer.HELD_FOR);
        assertTrue(asks("31201000").allowed(), "nobody answered: it is not held any more");
    }

    @Test
    void shouldHoldUntilTheAnswerAndCountTheCallFromThereOn() {
        bothHave("1.30", "100");
        assertTrue(asks("31201000").allowed());
        put("one", new Call.Ringing(setup("one"), null));
        var answered = new Call.Answered(setup("one"), null, now);
        put("one", answered);
        Verdict second = asks("31201000");
        assertTrue(second.allowed(), "0.60 of 1.30 burn, 0.60 are left for another");
        assertEquals(60, second.maxSeconds());
        assertFalse(asks("31201000").allowed());
        put("two", new Call.Ringing(setup("two"), null));
        now = now.plusSeconds(10);
        put("one", ended(answered));
        assertFalse(asks("31201000").allowed(), "its price is not booked yet");
        put("two", failed("two", Outcome.BUSY, 486, Cause.Code.BUSY, Cause.By.CALLEE));
        assertTrue(asks("31201000").allowed(), "the second was busy");
    }

    private Call.Ended failed(String id, Outcome outcome, int status, Cause.Code code, Cause.By by) {
        return new Call.Ended(
                setup(id),
                null,
                null,
                now,
                outcome,
                by == Cause.By.CALLER ? EndedBy.CALLER : EndedBy.CALLEE,
                status,
                new Cause(code, code.toString(), by, now),
                List.of());
    }

    private Call.Ended givenUp(String id) {
        return failed(id, Outcome.CANCELLED, 487, Cause.Code.CANCELLED, Cause.By.CALLER);
    }

    @Test
    void shouldHoldNothingMoreForACallThatWasGivenUpBeforeItWasToldAsRinging() {
        bothHave("1", "100");
        assertTrue(asks("31201000").allowed());
        assertFalse(asks("31201000").allowed());
        put("one", givenUp("one"));
        assertTrue(asks("31201000").allowed(), "the topic told of its end alone");
    }

    @Test
    void shouldReleaseWhatIsHeldForOneCallOnce() {
        bothHave("1.30", "100");
        assertTrue(asks("31201000").allowed());
        assertTrue(asks("31201000").allowed());
        put("one", givenUp("one"));
        put("one", givenUp("one"));
        assertTrue(asks("31201000").allowed());
        assertFalse(asks("31201000").allowed(), "the other one is still to come");
        var answered = new Call.Answered(setup("two"), null, now);
        put("two", answered);
        put("two", answered);
        assertFalse(asks("31201000").allowed(), "one burns, and 0.60 are held for a third");
    }

    @Test
    void shouldGoOnHoldingForACallWhileAnotherToTheSameNumberIsRefused() {
        bothHave("1", "100");
        assertTrue(asks("31201000").allowed());
        put("one", new Call.Ringing(setup("one"), null));
        assertFalse(asks("31201000").allowed());
        put("two", new Call.Ringing(setup("two"), null));
        put("two", failed("two", Outcome.REJECTED, 402, Cause.Code.SUSPENDED, Cause.By.PLATFORM));
        assertFalse(asks("31201000").allowed(), "nothing was held for what was refused");
        put("three", failed("three", Outcome.REJECTED, 407, Cause.Code.FORBIDDEN, Cause.By.PLATFORM));
        assertFalse(asks("31201000").allowed(), "nobody asked for what came without credentials");
        put("one", failed("one", Outcome.FAILED, 404, Cause.Code.NOT_FOUND, Cause.By.PLATFORM));
        assertTrue(asks("31201000").allowed());
    }

    private Call.Ended ended(Call.Answered call) {
        return new Call.Ended(
                call.setup(),
                null,
                call.answeredAt(),
                now,
                Outcome.ANSWERED,
                EndedBy.CALLER,
                200,
                new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, now),
                List.of());
    }

    @Test
    void shouldRefuseWhoIsSuspendedAndWhatHasNoRateInWords() {
        told("shop", "EUR", "5", Balance.Status.SUSPENDED, "reseller");
        assertEquals(
                "shop, by the digest user alice: it is suspended, because reseller above it is",
                asks("31201000").reason());
        told("shop", "EUR", "0", Balance.Status.SUSPENDED, null);
        assertEquals(
                "shop, by the digest user alice: it is suspended, its balance is used up",
                asks("31201000").reason());
        assertEquals("no rate of shop fits 8613800000000", asks("8613800000000").reason());
    }

    @Test
    void shouldNeverRefuseWhatCostsNothing() {
        told("shop", "EUR", "-5", Balance.Status.SUSPENDED, "reseller");
        Verdict free = asks("116117");
        assertTrue(free.allowed(), free.reason());
        assertNull(free.validUntil());
    }

    @Test
    void shouldNeverRefuseAFreeNumberWhoeverCalls() {
        told("shop", "EUR", "-5", Balance.Status.SUSPENDED, null);
        Verdict suspended = asks("999");
        assertTrue(suspended.allowed(), "no card has a rate for it");
        assertEquals(
                "shop, by the digest user alice: calls to 999 cost nothing and are never refused", suspended.reason());
        assertEquals(BigDecimal.ZERO, suspended.ratePerMinute());
        assertNull(suspended.validUntil(), "nothing is held");
        Verdict unknown = authorizer.ask(new Question("mallory", "999", null, "203.0.113.9"));
        assertTrue(unknown.allowed());
        assertNull(unknown.accountId());
        assertFalse(
                authorizer
                        .ask(new Question("mallory", "9991234", null, "203.0.113.9"))
                        .allowed(),
                "what only begins so is a number like others");
    }

    @Test
    void shouldRefuseACallThatAnAccountAboveCannotPay() {
        bothHave("6", "0.001");
        Verdict verdict = asks("31201000");
        assertFalse(verdict.allowed());
        assertTrue(verdict.reason().contains("an account above it"), verdict.reason());
    }

    @Test
    void shouldAskWhoHasTheCalledNumberWhenItPaysForTheCall() {
        bothHave("6", "6");
        told("office", "GBP", "0.02", Balance.Status.ACTIVE, null);
        Verdict verdict = asks("31209999");
        assertTrue(verdict.allowed(), verdict.reason());
        assertEquals(10, verdict.maxSeconds(), "0.02 at 0.12 a minute, although the caller has ten minutes");
        assertEquals(0, new BigDecimal("0.002").compareTo(calls.holds().of("office", now)), "its first second");
        told("office", "GBP", "0", Balance.Status.ACTIVE, null);
        assertEquals(
                "shop, by the digest user alice: what is left of the account that has the number does not pay the"
                        + " beginning of this call",
                asks("31209999").reason());
        told("office", "GBP", "-1", Balance.Status.SUSPENDED, null);
        Verdict suspended = asks("31209999");
        assertFalse(suspended.allowed());
        assertEquals(
                "shop, by the digest user alice: the account that has the number is suspended", suspended.reason());
        assertTrue(asks("31201000").allowed(), "other calls are none of its business");
        told("shop", "EUR", "0", Balance.Status.SUSPENDED, null);
        assertFalse(asks("116118").allowed());
        told("office", "GBP", "1", Balance.Status.ACTIVE, null);
        assertTrue(asks("116118").allowed(), "it costs the caller, who is suspended, nothing");
    }

    @Test
    void shouldAskAnAccountForBothWhenItCallsItsOwnNumber() {
        bothHave("0.60", "6");
        assertFalse(asks("31208888").allowed(), "the first minute takes all of it, and who has the number pays too");
        bothHave("0.602", "6");
        assertTrue(asks("31208888").allowed());
    }

    @Test
    void shouldGiveReasonsThatCanStandInAHeaderWhateverIsDialled() {
        assertEquals(
                "no rate of shop fits 49',Q.850;cause=16;text='/",
                asks("49\",Q.850;cause=16;text=\"\\").reason());
    }
}
