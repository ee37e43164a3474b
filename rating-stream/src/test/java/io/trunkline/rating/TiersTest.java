package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code acme} in EUR below {@code reseller} in USD below {@code top} in GBP, and {@code carrier} in USD, to whose trunks
 * every call goes.
 */
class TiersTest extends DrivenRating {

    @Override
    Customers customers() {
        return Customers.of(
                List.of(
                        ExampleCustomers.acme(BalanceManagement.HARD, "0").below("reseller"),
                        account("reseller", "USD", "wholesale").below("top"),
                        account("top", "GBP", "cost"),
                        account("carrier", "USD", "trunk").carrying("198.51.100.1", "192.0.2.10")),
                List.of(
                        RateTable.of(ExampleCustomers.CARD, List.of(ExampleCustomers.NETHERLANDS)),
                        card("wholesale", "USD", "0.48"),
                        card("cost", "GBP", "0.30"),
                        card("trunk", "USD", "0.12")));
    }

    private static Account account(String id, String currency, String card) {
        return new Account(
                id,
                id,
                currency,
                BalanceManagement.HARD,
                BigDecimal.ZERO,
                null,
                null,
                card,
                List.of(),
                List.of(),
                List.of(),
                1,
                null);
    }

    private static RateTable card(String id, String currency, String perMinute) {
        var card = new RateCard(id, id, currency, "UTC", 6, Rounding.HALF_UP, "v1", 1, 1);
        var rate = new Rate(
                "31", "Netherlands", new BigDecimal(perMinute), BigDecimal.ZERO, 60, 60, 0, 0, null, null, null);
        return RateTable.of(card, List.of(rate));
    }

    private void allPay() {
        for (String account : List.of("acme", "reseller", "top", "carrier")) {
            pays(account, "p-" + account, "10");
        }
    }

    private Map<String, Cdr> cdrs() {
        return output(Topic.CDRS, Cdr.class).stream()
                .peek(each -> assertEquals(each.key, each.value.accountId()))
                .collect(Collectors.toMap(each -> each.key, each -> each.value));
    }

    @Test
    void shouldChargeEveryTierByItsOwnCardAndInItsOwnCurrency() {
        allPay();
        call("one", NUMBER, 61);
        Map<String, Cdr> cdrs = cdrs();
        assertEquals(4, cdrs.size());
        assertTier(cdrs.get("acme"), 0, Payer.Role.CALLER, "reseller", "0.61", "EUR");
        assertTier(cdrs.get("reseller"), 1, Payer.Role.RESELLER, "top", "0.96", "USD");
        assertTier(cdrs.get("top"), 2, Payer.Role.RESELLER, null, "0.60", "GBP");
        assertTier(cdrs.get("carrier"), 3, Payer.Role.PROVIDER, null, "0.24", "USD");
        Map<String, BigDecimal> sums = values(Topic.LEDGER, LedgerEntry.class).stream()
                .collect(Collectors.groupingBy(
                        LedgerEntry::accountId,
                        Collectors.reducing(BigDecimal.ZERO, LedgerEntry::amount, BigDecimal::add)));
        pass(0.2);
        Map<String, Balance> balances = values(Topic.BALANCES, Balance.class).stream()
                .collect(Collectors.toMap(Balance::accountId, balance -> balance, (before, after) -> after));
        sums.forEach((account, sum) ->
                assertEquals(0, sum.compareTo(balances.get(account).balance()), account));
        assertEquals(0, new BigDecimal("9.04").compareTo(sums.get("reseller")));
    }

    @Test
    void shouldSayOfEveryTierByWhichRuleItPays() {
        allPay();
        call("one", NUMBER, 61);
        Map<String, Cdr> cdrs = cdrs();
        assertEquals(
                new PayerReason(PayerReason.Code.SOURCE_NETWORK, "by the network 192.0.2.0/24"),
                cdrs.get("acme").payerReason());
        assertEquals(
                new PayerReason(PayerReason.Code.PARENT, "parent of acme"),
                cdrs.get("reseller").payerReason());
        assertEquals(
                new PayerReason(PayerReason.Code.PARENT, "parent of reseller"),
                cdrs.get("top").payerReason());
        assertEquals(PayerReason.Code.TRUNK, cdrs.get("carrier").payerReason().code());
        assertTrue(cdrs.get("carrier").payerReason().text().startsWith("provider of the trunk "));
        Call.Ended call = values(Topic.CALLS, Call.class).stream()
                .filter(Call.Ended.class::isInstance)
                .map(Call.Ended.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(cdrs.get("acme").payerReason(), call.setup().payerReason());
    }

    private static void assertTier(Cdr cdr, int level, Payer.Role role, String parent, String price, String currency) {
        assertEquals(level, cdr.level());
        assertEquals(role, cdr.role());
        assertEquals(parent, cdr.parentId());
        assertEquals("acme", cdr.callerAccountId());
        assertEquals(0, new BigDecimal(price).compareTo(cdr.price()));
        assertEquals(currency, cdr.currency());
    }

    @Test
    void shouldHaveOneRecordOfACallThatWasNotAnswered() {
        allPay();
        sees("busy", Packets.invite("busy", NUMBER), true);
        sees("busy", Packets.response(486, "busy", NUMBER), false);
        Map<String, Cdr> cdrs = cdrs();
        assertEquals(1, cdrs.size());
        assertEquals("reseller", cdrs.get("acme").parentId());
    }

    @Test
    void shouldLetACallToAFreeNumberGoOnWhoeverHasNothingLeftAndChargeNobodyForIt() {
        pays("acme", "p1", "0.61");
        List<String> others = List.of("reseller", "top", "carrier");
        others.forEach(account -> pays(account, "p-" + account, "10"));
        commands();
        answered("help", "112");
        answered("dear", NUMBER);
        pass(120);
        List<String> commands = commands();
        assertTrue(commands.containsAll(List.of("block acme", "end dear")), commands.toString());
        assertFalse(commands.contains("end help"), "the account is suspended, and the emergency call goes on");
        sees("help", Packets.bye("help", "112"), true);
        sees("help", Packets.byeAnswer(200, "help", "112"), false);
        List<Cdr> help = values(Topic.CDRS, Cdr.class).stream()
                .filter(cdr -> cdr.callId().equals("help"))
                .toList();
        assertEquals(4, help.size());
        help.forEach(cdr -> {
            assertEquals(Cdr.Rating.RATED, cdr.rating());
            assertEquals(0, cdr.price().signum(), cdr.accountId());
            assertEquals(
                    "calls to 112 cost nothing on this platform",
                    cdr.steps().get(1).text());
        });
        assertTrue(values(Topic.LEDGER, LedgerEntry.class).stream()
                .noneMatch(entry -> entry.reference().equals("help")));
    }

    @Test
    void shouldLoseNoTierForWhichNoRateFits() {
        allPay();
        call("far", "8613800000000", 5);
        Map<String, Cdr> cdrs = cdrs();
        assertEquals(4, cdrs.size());
        cdrs.values().forEach(cdr -> {
            assertEquals(Cdr.Rating.UNRATED, cdr.rating());
            assertNull(cdr.price());
        });
        assertTrue(telemetry.text().contains("trunkline_unrated_calls_total 4.0"));
    }

    @Test
    void shouldChargeTheProviderForACallOfNobodys() {
        pays("carrier", "p1", "10");
        says(Packets.invite("lost", NUMBER), false);
        says(Packets.response(200, "lost", NUMBER), true);
        pass(61);
        says(Packets.bye("lost", NUMBER), false);
        says(Packets.byeAnswer(200, "lost", NUMBER), true);
        List<Cdr> cdrs = values(Topic.CDRS, Cdr.class);
        assertEquals(2, cdrs.size());
        Map<Integer, Cdr> byLevel = cdrs.stream().collect(Collectors.toMap(Cdr::level, cdr -> cdr));
        assertNull(byLevel.get(Payer.CALLERS_LEVEL).accountId());
        assertEquals(Cdr.Rating.NOT_CHARGED, byLevel.get(Payer.CALLERS_LEVEL).rating());
        assertEquals("carrier", byLevel.get(1).accountId());
        assertEquals(0, new BigDecimal("0.24").compareTo(byLevel.get(1).price()));
        assertNull(byLevel.get(1).callerAccountId());
    }

    private void says(String sip, boolean fromAlice) {
        sees("lost", sip.replace("alice", "mallory"), fromAlice);
    }

    private List<String> commands() {
        return values(Topic.SWITCH_COMMANDS, SwitchCommand.class).stream()
                .map(command -> switch (command) {
                    case SwitchCommand.EndCall end -> "end " + end.callId();
                    case SwitchCommand.Block block -> "block " + block.accountId();
                    case SwitchCommand.Unblock unblock -> "unblock " + unblock.accountId();
                    case SwitchCommand.RemoveBinding remove -> "remove " + remove.contact();
                })
                .toList();
    }

    private Map<String, Balance> balances() {
        pass(0.2);
        return values(Topic.BALANCES, Balance.class).stream()
                .collect(Collectors.toMap(Balance::accountId, balance -> balance, (before, after) -> after));
    }

    /** 0.96 USD last for two minutes of 0.48: 120 s, less the lead of half a second. */
    @Test
    void shouldEndTheCallsBelowATierThatRunsDryAtTheComputedMomentAndSuspendAllBelowIt() {
        pays("acme", "p1", "10");
        pays("top", "p1", "10");
        pays("carrier", "p1", "10");
        pays("reseller", "p1", "0.96");
        commands();
        answered("one", NUMBER);
        pass(119);
        assertEquals(List.of(), commands());
        assertEquals(Balance.Status.ACTIVE, balances().get("acme").status());
        pass(0.4);
        List<String> commands = commands();
        assertEquals(List.of("block reseller", "end one"), commands.subList(0, 2));
        assertTrue(commands.contains("block acme"), commands.toString());
        Map<String, Balance> balances = balances();
        assertEquals(Balance.Status.SUSPENDED, balances.get("reseller").status());
        assertNull(balances.get("reseller").suspendedBy());
        assertEquals(Balance.Status.SUSPENDED, balances.get("acme").status());
        assertEquals("reseller", balances.get("acme").suspendedBy());
        assertFalse(balances.containsKey("top"));

        sees("one", Packets.bye("one", NUMBER), true);
        sees("one", Packets.byeAnswer(200, "one", NUMBER), false);
        assertEquals(0, new BigDecimal("0.96").compareTo(cdrs().get("reseller").price()));
        answered("two", NUMBER);
        assertTrue(commands().contains("end two"), "a call that is answered all the same");

        pays("reseller", "p2", "5");
        assertEquals(List.of("unblock reseller", "unblock acme"), commands());
        assertEquals(Balance.Status.ACTIVE, balances().get("acme").status());
    }

    @Test
    void shouldKeepAnAccountSuspendedThatHasNothingItselfWhenItsParentIsLifted() {
        pays("top", "p0", "1");
        pays("acme", "p0", "1");
        pays("reseller", "p1", "1");
        put(
                Topic.ACCOUNT_COMMANDS,
                "reseller",
                new AccountCommand.Charge("c1", "reseller", new BigDecimal("2"), "", now));
        assertEquals("reseller", suspender("acme"));
        put(Topic.ACCOUNT_COMMANDS, "acme", new AccountCommand.Charge("c1", "acme", new BigDecimal("2"), "", now));
        commands();
        pays("reseller", "p2", "5");
        assertEquals(List.of("unblock reseller"), commands());
        assertNull(suspender("acme"));
        pays("acme", "p2", "5");
        assertEquals(List.of("unblock acme"), commands());
    }

    private String suspender(String account) {
        Balance balance = balances().get(account);
        assertEquals(Balance.Status.SUSPENDED, balance.status());
        return balance.suspendedBy();
    }

    @Test
    void shouldSuspendWhoIsPutBelowASuspendedAccountAndLiftWhoIsTakenAway() {
        pays("acme", "p1", "1");
        put(Topic.ACCOUNT_COMMANDS, "top", new AccountCommand.Charge("c1", "top", new BigDecimal("2"), "", now));
        assertTrue(commands().containsAll(List.of("block top", "block reseller", "block acme")));
        put(Topic.ACCOUNTS, "acme", ExampleCustomers.acme(BalanceManagement.HARD, "0"));
        assertEquals(List.of("unblock acme"), commands());
        put(
                Topic.ACCOUNTS,
                "acme",
                ExampleCustomers.acme(BalanceManagement.HARD, "0").below("top"));
        assertEquals(List.of("block acme"), commands());
    }
}
