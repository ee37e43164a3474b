package io.trunkline.customers.change;

import io.trunkline.customers.Accounts;
import io.trunkline.protocol.event.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether accounts can stand below those that they name as their parents. */
final class ParentCheck {

    private static final String FIELD = "parentId";

    private final Accounts there;

    ParentCheck(Accounts there) {
        this.there = there;
    }

    /**
     * Checks one account.
     *
     * @param beside what is to be set together with it, itself among them, by id: that stands before what is there
     */
    void check(Account account, Map<String, Account> beside, Check check) {
        String parent = account.parentId();
        if (parent == null) {
            return;
        }
        if (now(parent, beside).isEmpty()) {
            check.absent(FIELD, "there is no account " + parent + " to be its parent: make that one first");
            return;
        }
        List<String> above = above(account, beside);
        if (above.contains(account.id())) {
            check.conflict(
                    FIELD,
                    "the accounts would stand in a circle, " + account.id() + " below " + String.join(" below ", above)
                            + ": give one of them another parent");
        } else if (above.size() > Accounts.MOST_ABOVE) {
            check.conflict(FIELD, account.id() + tooMany());
        } else if (!there.account(account.id()).map(Account::parentId).equals(Optional.of(parent))) {
            checkBelow(account, beside, check);
        }
    }

    /** What stands below one that moves gets as many more above it. */
    private void checkBelow(Account account, Map<String, Account> beside, Check check) {
        there.below(account.id()).stream()
                .map(id -> now(id, beside))
                .flatMap(Optional::stream)
                .filter(below -> above(below, beside).size() > Accounts.MOST_ABOVE)
                .findAny()
                .ifPresent(below -> check.conflict(FIELD, below.id() + tooMany()));
    }

    private static String tooMany() {
        return " would stand below more than " + Accounts.MOST_ABOVE
                + " accounts: take a parent that is nearer to the platform";
    }

    /** The accounts above one; breaks off at the first that comes again, which is in it, and above the most. */
    private List<String> above(Account account, Map<String, Account> beside) {
        var above = new ArrayList<String>();
        Optional<Account> next = Optional.of(account);
        while (above.size() <= Accounts.MOST_ABOVE) {
            String parent = next.map(Account::parentId).orElse(null);
            if (parent == null) {
                return above;
            }
            boolean again = above.contains(parent) || Objects.equals(parent, account.id());
            above.add(parent);
            if (again) {
                return above;
            }
            next = now(parent, beside);
        }
        return above;
    }

    private Optional<Account> now(String id, Map<String, Account> beside) {
        return Optional.ofNullable(beside.get(id)).or(() -> there.account(id));
    }
}
