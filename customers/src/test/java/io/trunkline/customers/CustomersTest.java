package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Customers customers = new Customers(new FreeNumbers(FreeNumbers.EMERGENCY));

    private void put(Account account) {
        customers.accounts().put(account);
    }

    private Optional<String> payer(String digest, String from, String asserted, String source) {
        return customers.callerRules().of(digest, source, asserted, from, NOW).map(found -> found.account()
                .id());
    }

    private Optional<String> ofUser(String user) {
        return customers.accounts().ofUser(user).map(Account::id);
    }

    private String reason(String digest, String from, String asserted, String source) {
        PayerReason reason = customers
                .callerRules()
                .of(digest, source, asserted, from, NOW)
                .orElseThrow()
                .reason();
        return reason.code() + " " + reason.text();
    }

    @Test
    void shouldBelieveWhereSomebodyIsRegisteredAfterTheNetworkAndBeforeWhatHeadersSay() {
        put(Examples.account("digest").users("d").account());
        put(Examples.account("from").users("f").account());
        put(Examples.account("registered").users("pbx").account());
        put(Examples.account("source").networks("192.0.2.0/24").account());
        String source = "192.0.2.7:5060";
        String elsewhere = "198.51.100.7:5060";
        Registrations.of(customers.registeredAddresses())
                .active("pbx@example.net", source)
                .active("pbx@example.net", elsewhere);
        assertEquals(Optional.of("digest"), payer("d", "f", "f", elsewhere));
        assertEquals(Optional.of("source"), payer(null, "f", "f", source));
        assertEquals("REGISTERED_AOR by the registered AOR pbx@example.net", reason(null, "f", "anonymous", elsewhere));
        assertEquals(Optional.of("from"), payer(null, "f", null, "198.51.100.7:5062"));
    }

    @Test
    void shouldBelieveCredentialsThenTheSourceThenTheAssertedIdentityAndThenTheFromAndSayWhich() {
        put(Examples.account("digest").users("d").account());
        put(Examples.account("from").users("f").account());
        put(Examples.account("asserted").numbers("49301000").account());
        put(Examples.account("source").networks("192.0.2.0/24").account());
        String source = "192.0.2.7:5060";
        String elsewhere = "198.51.100.7:5060";
        assertEquals(Optional.of("digest"), payer("d", "f", "+49301000", source));
        assertEquals("DIGEST_USER by the digest user d", reason("d", "f", "+49301000", source));
        assertEquals(Optional.of("source"), payer("x", "f", "+49301000", source));
        assertEquals("SOURCE_NETWORK by the network 192.0.2.0/24", reason(null, "f", "+49301000", source));
        assertEquals(Optional.of("asserted"), payer(null, "f", "+49-30-1000", elsewhere));
        assertEquals("ASSERTED_IDENTITY by P-Asserted-Identity +49301000", reason(null, "f", "+49301000", null));
        assertEquals(Optional.of("from"), payer(null, "f", "x", elsewhere));
        assertEquals("FROM by From f", reason(null, "f", null, elsewhere));
        assertEquals(Optional.empty(), payer(null, "x", null, elsewhere));
        assertEquals(Optional.empty(), payer(null, null, null, null));
    }

    @Test
    void shouldFindTheLongestNetworkOfEitherVersion() {
        put(Examples.account("wide").networks("10.0.0.0/8", "2001:db8::/32").account());
        put(Examples.account("narrow")
                .networks("10.1.0.0/16", "2001:db8:1::/48")
                .account());
        put(Examples.account("one").networks("10.1.2.3").account());
        assertEquals(Optional.of("wide"), payer(null, null, null, "10.2.0.1:5060"));
        assertEquals(Optional.of("narrow"), payer(null, null, null, "10.1.0.1:5060"));
        assertEquals(Optional.of("one"), payer(null, null, null, "10.1.2.3:49152"));
        assertEquals(Optional.of("wide"), payer(null, null, null, "[2001:db8:2::1]:5060"));
        assertEquals(Optional.of("narrow"), payer(null, null, null, "[2001:db8:1::1]:5060"));
        assertEquals(Optional.empty(), payer(null, null, null, "[::10.1.2.3]:5060"));
        assertEquals(Optional.empty(), payer(null, null, null, "not an address"));
    }

    @Test
    void shouldForgetWhatAChangedAccountNoLongerHas() {
        put(Examples.account("acme")
                .users("alice", "carol")
                .networks("10.0.0.0/8")
                .numbers("49301000")
                .account());
        put(Examples.account("acme").users("bob", "carol").account());
        assertEquals(Optional.empty(), ofUser("alice"));
        assertEquals(Optional.empty(), ofUser("49301000"));
        assertEquals(Optional.empty(), payer(null, null, null, "10.1.1.1:5060"));
        assertEquals(Optional.of("acme"), ofUser("bob"));
        assertEquals(Optional.of("acme"), ofUser("carol"));
        customers.accounts().remove("acme");
        assertEquals(Optional.empty(), ofUser("bob"));
    }

    @Test
    void shouldTakeAUserAsItStandsBeforeANumberAsItIsMeant() {
        put(Examples.account("pbx").users("1001").account());
        put(Examples.account("line").numbers("49301000").account());
        assertEquals(Optional.of("pbx"), ofUser("1001"));
        assertEquals(Optional.empty(), ofUser("+1001"), "an extension is no international number");
        assertEquals(Optional.of("line"), ofUser("0049301000"));
    }

    @Test
    void shouldPriceOnlyInTheAccountsOwnCurrency() {
        var card = new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 1);
        Account acme = Examples.account("acme").card("retail").account();
        Customers priced =
                Customers.of(List.of(acme), List.of(RateTable.of(card, List.of(Examples.rate("31", "0.60")))));
        assertTrue(priced.tariff(acme, "31201000", NOW, false).isPresent());
        assertTrue(priced.tariff(acme, "8613800000000", NOW, false).isEmpty());
        Account inDollars =
                Examples.account("acme").card("retail").currency("USD").account();
        assertTrue(priced.tariff(inDollars, "31201000", NOW, false).isEmpty());
        assertTrue(priced.tariff(Examples.account("acme").account(), "31201000", NOW, false)
                .isEmpty());
    }

    @Test
    void shouldPriceByThePackageInsteadOfTheCard() {
        var card = new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 1);
        var gold = new CallPackage(
                "gold", "Gold", "retail", null, BigDecimal.TEN, 60, List.of("3180"), new BigDecimal("0.01"), true);
        Account acme = Examples.account("acme").packageId("gold").account();
        Customers priced = Customers.of(
                List.of(acme), List.of(RateTable.of(card, List.of(Examples.rate("31", "0.60")))), List.of(gold));
        assertEquals("0.66", price(priced, acme, "31201000", false));
        assertEquals("0", price(priced, acme, "31201000", true));
        assertEquals("0", price(priced, acme, "31801000", false));
        assertEquals("0", price(priced, acme, "1001", true), "an extension of which no card knows");
        assertTrue(priced.tariff(acme, "4930", NOW, false).isEmpty());
        Account inDollars =
                Examples.account("acme").packageId("gold").currency("USD").account();
        assertTrue(priced.tariff(inDollars, "31201000", NOW, false).isEmpty());
        Account lost = Examples.account("acme").packageId("none").card("retail").account();
        assertTrue(priced.tariff(lost, "31201000", NOW, false).isEmpty(), "not by a card that it has beside");
    }

    private static String price(Customers customers, Account account, String number, boolean onNet) {
        return Charge.price(customers.tariff(account, number, NOW, onNet).orElseThrow(), 60)
                .toPlainString();
    }
}
