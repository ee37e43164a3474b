package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.protocol.sip.E164;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Parties;
import java.time.Instant;
import java.util.Optional;

/** Makes and changes what is known of a call from its INVITE on. */
final class Setups {

    private Setups() {}

    /**
     * What an INVITE says of a call.
     *
     * @param startedAt capture time of the first INVITE of the call
     */
    static CallSetup of(Invite invite, Instant startedAt, Customers customers) {
        Parties parties = invite.parties();
        Capture capture = invite.capture();
        Optional<Account> payer = customers.payer(parties.callers(), capture.source());
        String to = number(parties.requestUser() == null ? parties.toUser() : parties.requestUser());
        Tariff tariff = capture.mayBill()
                ? payer.flatMap(account -> customers.tariff(account, to, capture.at()))
                        .orElse(null)
                : null;
        return new CallSetup(
                invite.envelope().callId(),
                invite.envelope().fromTag(),
                null,
                payer.map(Account::id).orElse(null),
                customers.called(parties.called()).map(Account::id).orElse(null),
                number(parties.fromUser()),
                to,
                startedAt,
                capture.source(),
                capture.target(),
                capture.agent(),
                capture.mayBill(),
                parties.userAgent(),
                tariff);
    }

    static Attempt attempt(Invite invite) {
        return new Attempt(
                invite.envelope().cseq(),
                invite.envelope().branch(),
                invite.maxForwards(),
                invite.capture().target(),
                null);
    }

    private static String number(String user) {
        return user == null ? "" : E164.numberOrUser(user);
    }

    static CallSetup withTarget(CallSetup setup, String target) {
        return changed(setup, setup.toTag(), target, setup.tariff());
    }

    /** The first tag of the called side is kept until an answer says which one counts. */
    static CallSetup withFirstToTag(CallSetup setup, String tag) {
        return setup.toTag() == null && tag != null ? changed(setup, tag, setup.target(), setup.tariff()) : setup;
    }

    /** Contract, section 5: the rate is the one valid at the time of the answer. */
    static CallSetup answered(CallSetup setup, String tag, Instant at, Customers customers) {
        Tariff tariff = setup.mayBill()
                ? customers
                        .accounts()
                        .account(setup.accountId())
                        .flatMap(account -> customers.tariff(account, setup.to(), at))
                        .orElse(null)
                : null;
        return changed(setup, tag, setup.target(), tariff);
    }

    private static CallSetup changed(CallSetup setup, String toTag, String target, Tariff tariff) {
        return new CallSetup(
                setup.callId(),
                setup.fromTag(),
                toTag,
                setup.accountId(),
                setup.calledAccountId(),
                setup.from(),
                setup.to(),
                setup.startedAt(),
                setup.source(),
                target,
                setup.agent(),
                setup.mayBill(),
                setup.userAgent(),
                tariff);
    }
}
