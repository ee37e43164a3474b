package io.trunkline.customers.change;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.RateCard;
import java.util.List;
import java.util.stream.Stream;

/** Says who uses a card that is to be deleted, and what to do. */
final class CardUse {

    private static final int MOST_NAMED = 3;

    private CardUse() {}

    /** Tells the check of each kind of use. */
    static void refuse(String cardId, Customers customers, Check check) {
        refuse(
                "accounts take their calls by it",
                customers.accounts().accounts().stream()
                        .filter(account -> cardId.equals(account.rateCardId()))
                        .map(Account::id),
                "give them another rateCardId first",
                check);
        refuse(
                "packages price their calls by it",
                customers.packages().all().stream()
                        .filter(taken -> cardId.equals(taken.rateCardId()))
                        .map(CallPackage::id),
                "give them another rateCardId first",
                check);
        refuse(
                "cards are derived from it",
                customers.cards().cards().stream()
                        .filter(card -> cardId.equals(card.parentCardId()))
                        .map(RateCard::id),
                "give them another parentCardId first, or none",
                check);
    }

    private static void refuse(String use, Stream<String> users, String toDo, Check check) {
        List<String> ids = users.sorted().toList();
        if (!ids.isEmpty()) {
            String named = String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
            String more = ids.size() > MOST_NAMED ? " and " + (ids.size() - MOST_NAMED) + " more" : "";
            check.conflict(null, "this card cannot be deleted, " + use + " (" + named + more + "): " + toDo);
        }
    }
}
