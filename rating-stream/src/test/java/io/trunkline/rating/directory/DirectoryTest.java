package io.trunkline.rating.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.rating.Customers;
import io.trunkline.rating.message.Parties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Directory directory = new Directory();

    private static Account account(String id, List<String> users, List<String> networks, List<String> numbers) {
        return new Account(
                id,
                id,
                "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                "retail",
                users,
                networks,
                numbers,
                1);
    }

    private Optional<String> payer(String digest, String from, String asserted, String source) {
        return directory
                .payer(new Parties(digest, from, asserted, null, null, null), source)
                .map(Account::id);
    }

    @Test
    void shouldBelieveCredentialsBeforeFromBeforeAssertedBeforeTheSource() {
        directory.put(account("digest", List.of("d"), List.of(), List.of()));
        directory.put(account("from", List.of("f"), List.of(), List.of()));
        directory.put(account("asserted", List.of(), List.of(), List.of("49301000")));
        directory.put(account("source", List.of(), List.of("192.0.2.0/24"), List.of()));
        String source = "192.0.2.7:5060";
        assertEquals(Optional.of("digest"), payer("d", "f", "+49301000", source));
        assertEquals(Optional.of("from"), payer(null, "f", "+49301000", source));
        assertEquals(Optional.of("asserted"), payer(null, "x", "+49-30-1000", source));
        assertEquals(Optional.of("source"), payer(null, "x", null, source));
        assertEquals(Optional.empty(), payer(null, "x", null, "198.51.100.7:5060"));
    }

    @Test
    void shouldFindTheLongestNetworkOfEitherVersion() {
        directory.put(account("wide", List.of(), List.of("10.0.0.0/8", "2001:db8::/32"), List.of()));
        directory.put(account("narrow", List.of(), List.of("10.1.0.0/16", "2001:db8:1::/48"), List.of()));
        directory.put(account("one", List.of(), List.of("10.1.2.3"), List.of()));
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
        directory.put(account("acme", List.of("alice"), List.of("10.0.0.0/8"), List.of("49301000")));
        directory.put(account("acme", List.of("bob"), List.of(), List.of()));
        assertTrue(directory.ofUser("alice").isEmpty());
        assertTrue(directory.ofUser("49301000").isEmpty());
        assertEquals(Optional.empty(), payer(null, null, null, "10.1.1.1:5060"));
        assertEquals("acme", directory.ofUser("bob").orElseThrow().id());
        directory.removeAccount("acme");
        assertTrue(directory.ofUser("bob").isEmpty());
    }

    @Test
    void shouldPriceOnlyInTheAccountsOwnCurrency() {
        Directory customers = Customers.directory();
        Account acme = customers.account("acme").orElseThrow();
        assertTrue(customers.tariff(acme, "31201000", NOW).isPresent());
        assertTrue(customers.tariff(acme, "8613800000000", NOW).isEmpty());
        var inDollars = new Account(
                "acme",
                "Acme",
                "USD",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                "retail",
                List.of(),
                List.of(),
                List.of(),
                1);
        assertTrue(customers.tariff(inDollars, "31201000", NOW).isEmpty());
    }

    @Test
    void shouldReadNumbersAsPeopleWriteThem() {
        assertEquals("49301234", Numbers.of("+49-30-1234"));
        assertEquals("49301234", Numbers.of("0049301234"));
        assertEquals("49301234", Numbers.of("+49301234;phone-context=example.net"));
        assertEquals("alice", Numbers.of("alice"));
    }
}
