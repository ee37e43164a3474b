package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.protocol.sip.E164;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Parties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says who calls whom, and who pays, by an INVITE. */
final class Payers {

    private final Customers customers;
    private final Platform platform;

    Payers(Customers customers, Platform platform) {
        this.customers = customers;
        this.platform = platform;
    }

    /**
     * What an INVITE says of a call.
     *
     * @param known what was known of it before; of a new call with nothing but its ids and its start
     * @param ratedAt the moment whose rate counts
     * @param ofPlatform whether it is a leg that the platform makes: it charges no caller
     */
    CallSetup by(Attempt attempt, CallSetup known, Instant ratedAt, boolean ofPlatform) {
        Parties parties = attempt.parties();
        Capture capture = attempt.capture();
        Optional<Account> payer = ofPlatform ? Optional.empty() : payer(parties, capture.source());
        String to = number(parties.requestUser() == null ? parties.toUser() : parties.requestUser());
        Optional<Account> called = customers.called(parties.called());
        Tariff tariff = capture.mayBill()
                ? payer.flatMap(account -> customers.tariff(account, to, ratedAt, called.isPresent()))
                        .orElse(null)
                : null;
        return new CallSetup(
                known.id(),
                known.callId(),
                known.fromTag(),
                known.toTag(),
                payer.map(Account::id).orElse(null),
                called.map(Account::id).orElse(null),
                number(parties.fromUser()),
                to,
                known.startedAt(),
                capture.source(),
                known.target() == null ? capture.target() : known.target(),
                capture.agent(),
                capture.mayBill(),
                parties.userAgent(),
                tariff);
    }

    /**
     * Who pays: the account of a user name in the credentials, else that of the longest network in which the source lies,
     * which nobody can write into a header, else that of the P-Asserted-Identity, else that of the From. Of several
     * credentials those of no account do not count, for they are for somebody else; where they name several accounts, the
     * one that the source names too pays, else the first.
     */
    private Optional<Account> payer(Parties parties, String source) {
        List<Account> named = parties.digestUsers().stream()
                .map(this::ofDigestUser)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return switch (named.size()) {
            case 0 -> customers.accounts().ofSource(source).or(() -> customers.called(parties.callers()));
            case 1 -> Optional.of(named.getFirst());
            default ->
                customers.accounts().ofSource(source).filter(named::contains).or(() -> Optional.of(named.getFirst()));
        };
    }

    /** Some phones send {@code alice@example.com} where {@code alice} is meant (RFC 2617 leaves the name open). */
    private Optional<Account> ofDigestUser(String user) {
        int at = user.lastIndexOf('@');
        Optional<Account> whole = customers.accounts().ofUser(user);
        return whole.isPresent() || at < 1 ? whole : customers.accounts().ofUser(user.substring(0, at));
    }

    /** Of a call of which nothing else is known. */
    static CallSetup nothingBut(String id, String callId, String fromTag, Instant startedAt) {
        return new CallSetup(id, callId, fromTag, null, null, null, "", "", startedAt, "", null, "", false, null, null);
    }

    /**
     * Whether the platform makes the leg: its INVITE leaves one of the platform's addresses, or, where nobody said which
     * they are, the address at which the INVITE of another leg with its Call-ID came in.
     */
    boolean isOfPlatform(Attempt attempt, Siblings siblings) {
        return platform.isKnown()
                ? platform.has(attempt.capture().source())
                : siblings.all().stream().anyMatch(other -> isMadeFor(attempt, other));
    }

    /** Whether the platform made a leg of its own for an INVITE, as a back-to-back user agent does. */
    boolean wentOn(Attempt attempt, Siblings siblings) {
        return siblings.all().stream()
                .flatMap(other -> other.attempts().all().stream())
                .anyMatch(other -> leavesEntry(attempt, other));
    }

    private static boolean isMadeFor(Attempt attempt, TrackedCall other) {
        return other.callersInvite()
                .filter(callers -> leavesEntry(callers, attempt))
                .isPresent();
    }

    private static boolean leavesEntry(Attempt callers, Attempt attempt) {
        Hop hop = callers.hop();
        boolean differs = !Hop.sameHost(hop.source(), hop.target());
        String source = attempt.capture().source();
        return (source.equals(hop.target()) && !source.equals(hop.source()))
                || (differs && Hop.sameHost(source, hop.target()));
    }

    private static String number(String user) {
        return user == null ? "" : E164.numberOrUser(user);
    }
}
