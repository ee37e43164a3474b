package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Who owns what several accounts claim. */
class OwnershipTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    private final Accounts accounts = new Accounts(new Numbers());

    private Optional<String> owner(String user) {
        return accounts.ofUser(user).map(Account::id);
    }

    @Test
    void shouldLetNoLaterRecordTakeWhatACustomerHas() {
        Examples victim = Examples.account("victim").created(FIRST);
        accounts.put(
                victim.users("alice").numbers("49301").networks("192.0.2.0/24").account());
        accounts.put(Examples.account("a-thief")
                .created(LATER)
                .users("alice")
                .numbers("49301")
                .networks("192.0.2.0/24")
                .account());
        assertEquals(Optional.of("victim"), owner("alice"));
        assertEquals(Optional.of("victim"), owner("49301"));
        assertEquals(Optional.of("victim"), accounts.ofSource("192.0.2.7:5060").map(found -> found.account()
                .id()));
        // A change of the owner does not make its claim a later one.
        accounts.put(victim.users("alice").currency("USD").account());
        assertEquals(Optional.of("victim"), owner("alice"));
    }

    @Test
    void shouldFindTheProviderOfTheLongestTrunk() {
        accounts.put(Examples.account("carrier").account().carrying("203.0.113.0/24"));
        accounts.put(Examples.account("special").account().carrying("203.0.113.7"));
        assertEquals(
                Optional.of("special"), accounts.ofTrunk("203.0.113.7:5060").map(found -> found.account()
                        .id()));
        assertEquals(
                Optional.of("carrier"), accounts.ofTrunk("203.0.113.8:5060").map(found -> found.account()
                        .id()));
        assertEquals(Optional.empty(), accounts.ofTrunk("192.0.2.7:5060"));
        assertEquals(Optional.empty(), accounts.ofSource("203.0.113.7:5060"), "what it carries it does not send");
        accounts.put(Examples.account("special").account());
        assertEquals(
                Optional.of("carrier"), accounts.ofTrunk("203.0.113.7:5060").map(found -> found.account()
                        .id()));
    }

    @Test
    void shouldKnowWhoStandsBelowWhom() {
        accounts.put(Examples.account("top").account());
        accounts.put(Examples.account("middle").account().below("top"));
        accounts.put(Examples.account("bottom").account().below("middle"));
        assertEquals(Set.of("middle", "bottom"), accounts.below("top"));
        assertEquals(
                List.of("middle", "top"),
                accounts.above(accounts.account("bottom").orElseThrow()).stream()
                        .map(Account::id)
                        .toList());
        accounts.put(Examples.account("bottom").account());
        assertEquals(Set.of("middle"), accounts.below("top"));
        assertEquals(false, accounts.isBelow("bottom", "top"));
        accounts.put(Examples.account("top").account().below("middle"));
        assertEquals(Set.of("middle"), accounts.below("top"), "a circle that two processes made ends");
        assertEquals(true, accounts.isBelow("middle", "top"));
    }

    @Test
    void shouldGiveWhatIsFreeAgainToTheNextThatClaimsIt() {
        accounts.put(Examples.account("one").created(FIRST).users("alice").account());
        accounts.put(Examples.account("two").created(LATER).users("alice").account());
        accounts.put(Examples.account("three").created(LATER).users("alice").account());
        accounts.put(Examples.account("one").created(FIRST).account());
        assertEquals(Optional.of("three"), owner("alice"), "made at the same moment as two, and of the smaller id");
        accounts.remove("three");
        assertEquals(Optional.of("two"), owner("alice"));
        accounts.remove("two");
        assertEquals(Optional.empty(), owner("alice"));
    }

    @Test
    void shouldTellAWriterWhoElseHasANameAsUserOrAsNumber() {
        accounts.put(Examples.account("user").users("49301").account());
        accounts.put(Examples.account("number").numbers("49302").account());
        accounts.put(Examples.account("net").networks("192.0.2.7").account());
        assertEquals(Optional.of("user"), accounts.otherOwnerOfName("49301", "number"));
        assertEquals(Optional.of("number"), accounts.otherOwnerOfName("49302", "user"));
        assertEquals(Optional.empty(), accounts.otherOwnerOfName("49302", "number"));
        assertEquals(Optional.of("net"), accounts.otherOwnerOf(Network.of("192.0.2.7/32"), "user"));
        assertEquals(Optional.empty(), accounts.otherOwnerOf(Network.of("192.0.2.0/24"), "user"));
    }

    @Provide
    Arbitrary<List<Account>> records() {
        var ids = Arbitraries.of("a", "b", "c", "d");
        var names = Arbitraries.of("alice", "bob", "49301", "49302").set().ofMaxSize(3);
        return Combinators.combine(ids, names, names)
                .as((id, users, numbers) -> Examples.account(id)
                        // An account keeps the moment at which it was made.
                        .created(id.equals("a") ? null : id.equals("d") ? FIRST : LATER)
                        .users(users.toArray(String[]::new))
                        .numbers(numbers.toArray(String[]::new))
                        .account())
                .list()
                .ofMaxSize(12);
    }

    /** Whatever came before: the last record of each account alone decides, in whatever order the topic is read. */
    @Property
    void theOwnersFollowFromTheRecordsAsTheyStand(@ForAll("records") List<Account> records) {
        var inTheirOrder = new Accounts(new Numbers());
        var last = new HashMap<String, Account>();
        for (Account each : records) {
            inTheirOrder.put(each);
            last.put(each.id(), each);
        }
        var backwards = new Accounts(new Numbers());
        last.values().stream()
                .sorted((one, other) -> other.id().compareTo(one.id()))
                .forEach(backwards::put);
        for (String name : Set.of("alice", "bob", "49301", "49302")) {
            Optional<String> expected = expected(name, last);
            assertEquals(expected, inTheirOrder.ofUser(name).map(Account::id), name);
            assertEquals(expected, backwards.ofUser(name).map(Account::id), name);
        }
    }

    private static Optional<String> expected(String name, Map<String, Account> last) {
        // In the order in which they were made.
        List<String> order = List.of("a", "d", "b", "c");
        return order.stream()
                .filter(id -> last.containsKey(id) && last.get(id).sipUsers().contains(name))
                .findFirst()
                .or(() -> order.stream()
                        .filter(id ->
                                last.containsKey(id) && last.get(id).numbers().contains(name))
                        .findFirst());
    }
}
