package io.trunkline.customers.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParentCheckTest {

    private final List<Account> there = new ArrayList<>();

    private static Account account(String id, String parent) {
        return new Account(
                        id,
                        id,
                        "EUR",
                        BalanceManagement.NONE,
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        1,
                        null)
                .below(parent);
    }

    /** What is wrong with the first of some accounts that are set together. */
    private List<String> problems(Account... together) {
        Map<String, Account> beside =
                Arrays.stream(together).collect(Collectors.toMap(Account::id, Function.identity()));
        var check = new Check();
        new ParentCheck(Customers.of(there, List.of()).accounts()).check(together[0], beside, check);
        return check.problems().stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .toList();
    }

    @Test
    void shouldTakeAParentThatIsThereOrIsSetTogetherWithIt() {
        there.add(account("top", null));
        assertEquals(List.of(), problems(account("child", "top")));
        assertEquals(List.of(), problems(account("child", "middle"), account("middle", "top")));
        assertEquals(List.of(), problems(account("child", null)));
    }

    @Test
    void shouldRefuseAParentThatIsNotThere() {
        assertEquals(
                List.of("parentId: there is no account ghost to be its parent: make that one first"),
                problems(account("child", "ghost")));
    }

    @Test
    void shouldRefuseACircleAndNameIt() {
        there.addAll(List.of(account("top", null), account("middle", "top"), account("bottom", "middle")));
        assertEquals(
                List.of("parentId: the accounts would stand in a circle, top below bottom below middle below top:"
                        + " give one of them another parent"),
                problems(account("top", "bottom")));
        assertEquals(1, problems(account("top", "top")).size());
        assertEquals(1, problems(account("one", "two"), account("two", "one")).size());
        assertEquals(List.of(), problems(account("top", "bottom"), account("middle", null)), "the circle is undone");
    }

    @Test
    void shouldRefuseMoreThanEightAccountsAboveOne() {
        there.add(account("a0", null));
        for (int i = 1; i <= 8; i++) {
            there.add(account("a" + i, "a" + (i - 1)));
        }
        assertEquals(List.of(), problems(account("leaf", "a7")));
        assertEquals(
                List.of("parentId: leaf would stand below more than 8 accounts:"
                        + " take a parent that is nearer to the platform"),
                problems(account("leaf", "a8")));
        there.add(account("root", null));
        assertEquals(
                List.of("parentId: a8 would stand below more than 8 accounts:"
                        + " take a parent that is nearer to the platform"),
                problems(account("a0", "root")));
    }
}
