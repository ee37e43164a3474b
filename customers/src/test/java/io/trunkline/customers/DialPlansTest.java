package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Account;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is dialled, and the number that is rated. */
class DialPlansTest {

    private final Customers customers =
            new Customers(new FreeNumbers(List.of("112", "911", "110", "999", "000", "49800*", "4930555")));

    private String means(Account account, String dialled) {
        return customers.dialPlans().number(Optional.of(account), dialled);
    }

    private static Account in(String country) {
        return Examples.account("a").account().dialling(country, List.of(), null);
    }

    private static Account by(String country, String trunk, String... international) {
        return Examples.account("a").account().dialling(country, List.of(international), trunk);
    }

    @Test
    void shouldTakeTheNumbersOfAnAccountThatSaysNothingAsTheyAreInInternationalForm() {
        Account plain = Examples.account("a").account();
        assertEquals("49301234", means(plain, "+49-30-1234"));
        assertEquals("49301234", means(plain, "0049301234"));
        assertEquals("0301234", means(plain, "0301234"));
        assertEquals("alice", means(plain, "alice"));
        assertNull(means(plain, null));
        assertEquals("49301234", customers.dialPlans().number(Optional.empty(), "0049301234"));
        assertEquals("0301234", customers.dialPlans().number(Optional.empty(), "0301234"));
    }

    @Test
    void shouldReadGermanNumbers() {
        Account german = in("DE");
        assertEquals("493012345678", means(german, "03012345678"));
        assertEquals("493012345678", means(german, "(030) 1234-5678"));
        assertEquals("4915112345678", means(german, "015112345678"));
        assertEquals("442079460000", means(german, "00442079460000"));
        assertEquals("493012345678", means(german, "+493012345678"));
        assertEquals("493012345678", means(german, "%2B493012345678"));
        assertEquals("493012345678", means(german, "12345678;phone-context=+4930"));
        assertEquals("493012345678", means(german, "493012345678"), "as switches write it");
        assertEquals("4949312345", means(german, "049312345"), "of Norden, not one that begins with a country's code");
        assertEquals("101", means(german, "101"), "an extension");
        assertEquals("alice", means(german, "alice"));
    }

    @Test
    void shouldReadBritishNumbers() {
        Account british = in("GB");
        assertEquals("442079460000", means(british, "02079460000"));
        assertEquals("447700900123", means(british, "07700900123"));
        assertEquals("493012345678", means(british, "00493012345678"));
        assertEquals("442079460000", means(british, "442079460000"));
    }

    @Test
    void shouldReadNumbersOfTheUnitedStates() {
        Account american = in("US");
        assertEquals("12125550123", means(american, "2125550123"));
        assertEquals("12125550123", means(american, "12125550123"));
        assertEquals("14165550123", means(american, "4165550123"), "Toronto is dialled like New York");
        assertEquals("493012345678", means(american, "011493012345678"));
        assertEquals("493012345678", means(american, "+493012345678"));
        assertEquals("493012345678", means(american, "493012345678"));
        assertEquals("493012345678", means(american, "00493012345678"), "as everybody else dials it");
        assertEquals("5550123", means(american, "5550123"), "without an area nobody knows which");
    }

    @Test
    void shouldReadNumbersOfCountriesWithRulesOfTheirOwn() {
        assertEquals("390612345678", means(in("IT"), "0612345678"), "the 0 is a part of the number");
        assertEquals("48221234567", means(in("PL"), "221234567"), "no prefix before national numbers");
        assertEquals("48221234567", means(in("PL"), "48221234567"));
        assertEquals("74951234567", means(in("RU"), "84951234567"));
        assertEquals("493012345678", means(in("RU"), "810493012345678"));
        assertEquals("61291234567", means(in("AU"), "0291234567"));
        assertEquals("493012345678", means(in("AU"), "0011493012345678"));
        assertEquals("551123456789", means(in("BR"), "0151123456789"), "15 is a carrier");
        assertEquals("493012345678", means(in("BR"), "0015493012345678"), "15 is a carrier");
        assertEquals("5491123456789", means(in("AR"), "0111523456789"), "a mobile");
    }

    @Test
    void shouldApplyThePrefixesToNumbersThatTheNumberingDoesNotKnow() {
        assertEquals("49999", means(in("DE"), "0999"));
        assertEquals("999123", means(in("DE"), "00999123"));
        assertEquals("115", means(in("DE"), "115"));
        assertEquals("0", means(in("DE"), "0"));
        assertEquals("99999999999999999999", means(in("US"), "99999999999999999999"), "too long for any country");
        assertEquals("99999999999999999999", means(in("US"), "01199999999999999999999"));
        assertEquals("49301234", means(in("XX"), "0049301234"), "of a country that nobody knows");
    }

    @Test
    void shouldTakeTheAccountsOwnPrefixesBeforeThoseOfItsCountry() {
        Account pbx = by("DE", "90", "900", "91000");
        assertEquals("493012345678", means(pbx, "903012345678"));
        assertEquals("442079460000", means(pbx, "900442079460000"));
        assertEquals("442079460000", means(pbx, "91000442079460000"));
        assertEquals("03012345678", means(pbx, "03012345678"), "its country's prefix is not its own");
        Account bare = by("DE", Account.NO_TRUNK_PREFIX);
        assertEquals("493012345678", means(bare, "3012345678"));
        assertEquals("442079460000", means(bare, "00442079460000"));
        Account nowhere = by(null, null, "011");
        assertEquals("493012345678", means(nowhere, "011493012345678"));
        assertEquals("2125550123", means(nowhere, "2125550123"));
    }

    @Test
    void shouldLetNobodysPlanMakeAnythingElseOfACallForHelp() {
        for (String country : List.of("DE", "GB", "US", "AU", "IT", "PL")) {
            for (String dialled : List.of("112", "+112", "00112", "110", "911", "999", "000")) {
                String number = means(in(country), dialled);
                assertTrue(customers.freeNumbers().has(number), country + " " + dialled + ": " + number);
            }
        }
        assertEquals("112", means(by("DE", "1"), "112"));
        assertTrue(customers.freeNumbers().has(means(in("DE"), "08001234567")), "free by the number that is meant");
        assertEquals("149800123456", means(by("US", "4"), "449800123456"), "not by what it looks like");
    }

    @Test
    void shouldFindTheOwnerOfANumberThatIsDialledNationally() {
        customers
                .accounts()
                .put(Examples.account("line").numbers("493012345678").account());
        assertEquals(
                Optional.of("line"),
                customers.called(Optional.of(in("DE")), List.of("03012345678")).map(Account::id));
        assertEquals(Optional.empty(), customers.called(Optional.of(in("GB")), List.of("03012345678")));
        assertEquals(Optional.empty(), customers.called(Optional.empty(), List.of("03012345678")));
    }
}
