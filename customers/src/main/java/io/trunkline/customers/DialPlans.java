package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.sip.E164;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one rule for what a dialled number is, to rating, to who asks before a call, and to a quote alike: its price, whether it
 * is free, and whose it is are looked up by what comes from here. Any thread may ask.
 */
public final class DialPlans {

    /** By what accounts say of how they dial; many say the same. */
    private record Said(String country, List<String> internationalPrefixes, String trunkPrefix) {}

    private final FreeNumbers freeNumbers;
    private final Map<Said, DialPlan> plans = new ConcurrentHashMap<>();

    DialPlans(FreeNumbers freeNumbers) {
        this.freeNumbers = freeNumbers;
    }

    /**
     * The number that somebody means who dials. A short one that is free, such as 112, is that for everybody, with or without
     * a prefix: nobody's plan makes something else of a call for help.
     *
     * @param caller who dials; empty when he belongs to no account: then it is in international form
     * @param user the user part of a SIP URI; null gives null
     * @return E.164 digits; the user as it is when it is no number
     */
    public String number(Optional<Account> caller, String user) {
        String international = E164.numberOrUser(user);
        return international == null || freeNumbers.isShort(international)
                ? international
                : caller.map(this::plan).map(plan -> plan.number(user)).orElse(international);
    }

    /** Whether the numbering of a country is known by these two letters of ISO 3166; null is none. */
    public static boolean isCountry(String letters) {
        return DialPlan.isCountry(letters);
    }

    private DialPlan plan(Account account) {
        return plans.computeIfAbsent(
                new Said(account.country(), account.internationalPrefixes(), account.trunkPrefix()),
                said -> DialPlan.of(account));
    }
}
