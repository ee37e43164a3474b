package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.Tariff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who pays for a call beside the caller's own account. */
public final class Tiers {

    private Tiers() {}

    /**
     * Those above the caller's account, the provider of the trunk to which the call goes, and who has the called number, if
     * calls to it cost something. To a free number they cost nobody anything.
     *
     * @param caller empty when the caller belongs to no account, or the platform makes the call
     * @param target address and port to which the call goes; null where that is not known
     * @param called the called number, E.164 digits; empty where it is charged elsewhere
     * @param tariff what the call costs an account; gives null when no rate fits
     */
    public static List<Payer> of(
            Customers customers,
            Optional<Account> caller,
            String target,
            String called,
            Function<Account, Tariff> tariff) {
        var tiers = new ArrayList<Payer>();
        String below = caller.map(Account::id).orElse(null);
        for (Account reseller : caller.map(customers.accounts()::above).orElse(List.of())) {
            tiers.add(new Payer(
                    Payer.Role.RESELLER,
                    tiers.size() + 1,
                    reseller.id(),
                    reseller.parentId(),
                    tariff.apply(reseller),
                    new PayerReason(PayerReason.Code.PARENT, "parent of " + below)));
            below = reseller.id();
        }
        customers
                .accounts()
                .ofTrunk(target)
                .ifPresent(found -> tiers.add(new Payer(
                        Payer.Role.PROVIDER,
                        tiers.size() + 1,
                        found.account().id(),
                        null,
                        tariff.apply(found.account()),
                        new PayerReason(PayerReason.Code.TRUNK, "provider of the trunk " + found.network()))));
        customers
                .numbers()
                .one(called)
                .filter(number -> number.ratePerMinute().signum() > 0
                        && !customers.freeNumbers().has(called))
                .ifPresent(number -> customers
                        .accounts()
                        .account(number.accountId())
                        .ifPresent(owner -> tiers.add(new Payer(
                                Payer.Role.NUMBER,
                                tiers.size() + 1,
                                owner.id(),
                                null,
                                number.inbound(owner.currency()),
                                new PayerReason(
                                        PayerReason.Code.CALLED_NUMBER,
                                        "by the number " + called + " (called side)")))));
        return tiers;
    }
}
