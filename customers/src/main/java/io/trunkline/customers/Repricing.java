package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.Meter;
import java.util.Optional;

/**
 * What a past call costs by the cards, packages and accounts of today. Who pays for it, for whom and for how long stays as
 * it was recorded; the rate is the one that today's card has for the moment of its answer. A call keeps the free minutes
 * that it took, as far as it still needs them, and gets no others: those of its month are long given out.
 *
 * @param customers as they are now
 * @param withCard a card that takes the place of each account's own; null to take those that they have
 */
public record Repricing(Customers customers, String withCard) {

    /**
     * The record of a tier as it would be, one revision later.
     *
     * @param cdr of an answered call for which an account pays
     * @return empty when no rate fits, or only one in another currency than it was charged in
     */
    public Optional<Cdr> again(Cdr cdr) {
        return tariff(cdr)
                .filter(tariff -> cdr.currency() == null || cdr.currency().equals(tariff.currency()))
                .map(tariff -> charged(cdr, tariff));
    }

    private static Cdr charged(Cdr cdr, Tariff tariff) {
        long freeMinutes = tariff.allowance() == null ? 0 : cdr.freeSeconds() / Meter.SECONDS_OF_A_FREE_MINUTE;
        Charge charge = Charge.of(tariff, cdr.durationMillis(), freeMinutes);
        return cdr.ratedAgain(tariff, charge.billedSeconds(), charge.freeSeconds(), charge.price(), charge.steps());
    }

    private Optional<Tariff> tariff(Cdr cdr) {
        Optional<Account> payer = customers.accounts().account(cdr.accountId());
        if (cdr.role() == Payer.Role.NUMBER && !customers.freeNumbers().has(cdr.to())) {
            return payer.flatMap(owner -> customers
                    .numbers()
                    .one(cdr.to())
                    .filter(number -> owner.id().equals(number.accountId()))
                    .map(number -> number.inbound(owner.currency())));
        }
        boolean onNet = cdr.calledAccountId() != null;
        return payer.flatMap(account -> withCard == null
                ? customers.tariff(account, cdr.to(), cdr.answeredAt(), onNet)
                : customers.tariffWith(withCard, account, cdr.to(), cdr.answeredAt(), onNet));
    }

    /** The card by which an account's calls are charged now: its package's, or its own; null for none. */
    public String cardNow(String accountId) {
        return customers
                .accounts()
                .account(accountId)
                .map(account -> account.packageId() == null
                        ? account.rateCardId()
                        : customers
                                .packages()
                                .one(account.packageId())
                                .map(taken -> taken.rateCardId())
                                .orElse(null))
                .orElse(null);
    }
}
