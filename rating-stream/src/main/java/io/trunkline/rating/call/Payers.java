package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.customers.Identity;
import io.trunkline.customers.Tiers;
import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Parties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
     * @param ofPlatform whether it is a leg that the platform makes: it charges no caller
     */
    record Said(CallSetup setup, boolean ofPlatform) {}

    /**
     * What an INVITE says of a call.
     *
     * @param ofCall all INVITEs of the call
     * @param known what was known of it before; of a new call with nothing but its ids and its start
     * @param ratedAt the moment whose rate counts
     * @param siblings the other calls and legs of its Call-ID
     */
    Said by(Attempt attempt, Attempts ofCall, CallSetup known, Instant ratedAt, Siblings siblings) {
        boolean ofPlatform = isOfPlatform(attempt, siblings);
        Parties parties = attempt.parties();
        Capture capture = attempt.capture();
        Optional<Identity> found = ofPlatform ? Optional.empty() : payer(attempt, ofCall, known.fromTag(), siblings);
        Optional<Account> payer = found.map(Identity::account);
        String to = number(payer, parties.requestUser() == null ? parties.toUser() : parties.requestUser());
        Optional<Account> called = customers.called(payer, parties.called());
        String target = known.target() == null ? capture.target() : known.target();
        Function<Account, Tariff> tariff = account ->
                customers.tariff(account, to, ratedAt, called.isPresent()).orElse(null);
        var setup = new CallSetup(
                known.id(),
                known.callId(),
                known.fromTag(),
                known.toTag(),
                payer.map(Account::id).orElse(null),
                called.map(Account::id).orElse(null),
                number(payer, parties.fromUser()),
                to,
                known.startedAt(),
                capture.source(),
                target,
                called.isPresent() ? null : trunk(attempt, target, ofPlatform, siblings),
                capture.agent(),
                capture.mayBill(),
                parties.userAgent(),
                capture.mayBill() ? payer.map(tariff).orElse(null) : null,
                // On a leg that the platform makes its first leg has charged the called number.
                capture.mayBill() ? Tiers.of(customers, payer, target, ofPlatform ? "" : to, tariff) : List.of(),
                found.map(Identity::reason).orElse(null));
        return new Said(setup, ofPlatform);
    }

    /**
     * Who pays: the account of a user name in the credentials, else that of the longest network in which the source lies,
     * which nobody can write into a header, else that of the address of record that was registered there, else that of the
     * P-Asserted-Identity, else that of the From.
     */
    private Optional<Identity> payer(Attempt attempt, Attempts ofCall, String fromTag, Siblings siblings) {
        Parties parties = attempt.parties();
        String source = attempt.capture().source();
        List<Identity> named = namedByDigest(parties, List.of());
        return switch (named.size()) {
            case 0 ->
                customers
                        .callerRules()
                        .withoutDigest(source, parties.registeredAor(), parties.assertedUser(), parties.fromUser());
            case 1 -> Optional.of(named.getFirst());
            default -> ofSeveral(named, namedForRealms(parties, realms(ofCall, fromTag, siblings)), source);
        };
    }

    /**
     * Of credentials of several accounts those count that are for a realm for which the platform asked: anybody can add
     * others. Of several that are left the one pays that the source names too. Otherwise nobody knows who has to, and
     * nobody pays.
     */
    private Optional<Identity> ofSeveral(List<Identity> named, List<Identity> asked, String source) {
        List<Identity> left = asked.isEmpty() ? named : asked;
        return left.size() == 1
                ? Optional.of(left.getFirst())
                : customers.accounts().ofSource(source).flatMap(found -> left.stream()
                        .filter(each -> each.account().equals(found.account()))
                        .findFirst());
    }

    private static List<String> realms(Attempts ofCall, String fromTag, Siblings siblings) {
        var realms = new ArrayList<>(ofCall.challengeRealms());
        realms.addAll(challengeRealms(fromTag, siblings));
        return realms;
    }

    private List<Identity> namedForRealms(Parties parties, List<String> realms) {
        return realms.isEmpty() ? List.of() : namedByDigest(parties, realms);
    }

    /** Those of the leg: a call of it that is over may have been challenged for the one that follows. */
    static List<String> challengeRealms(String fromTag, Siblings siblings) {
        var realms = new ArrayList<String>();
        for (TrackedCall other : siblings.ofLeg(fromTag)) {
            realms.addAll(other.attempts().challengeRealms());
        }
        return realms;
    }

    /**
     * The accounts of credentials, in their order; those of no account do not count, for they are for somebody else.
     *
     * @param realms for which they must be; empty for any
     */
    private List<Identity> namedByDigest(Parties parties, List<String> realms) {
        var named = new ArrayList<Identity>();
        for (int i = 0; i < parties.digestUsers().size(); i++) {
            if (realms.isEmpty() || realms.contains(parties.digestRealm(i))) {
                customers
                        .callerRules()
                        .ofDigestUser(parties.digestUsers().get(i))
                        .filter(found -> named.stream()
                                .noneMatch(other -> other.account().equals(found.account())))
                        .ifPresent(named::add);
            }
        }
        return named;
    }

    /** Where a call goes whose INVITE the platform has sent on. */
    CallSetup sentOn(CallSetup setup, String toTag, Attempt copy) {
        String target = copy.capture().target();
        boolean isInside = setup.calledAccountId() != null || platform.has(target);
        return setup.towards(toTag, target, isInside ? null : Hop.host(target));
    }

    /** How a call that nobody answered stands at its end: what the platform refused itself has not left it. */
    CallSetup failed(TrackedCall.Ringing call, Cause cause, Siblings siblings) {
        CallSetup setup = call.setup();
        boolean isInside = setup.calledAccountId() != null || cause.by() == Cause.By.PLATFORM;
        String trunk = isInside ? null : trunk(call.attempts().foremost(), setup.target(), call.ofPlatform(), siblings);
        return setup.towards(setup.toTag(), setup.target(), trunk);
    }

    /**
     * The address to which the platform sent a call that is for none of its own accounts; null while its INVITE has come to the
     * platform itself and no further. A back-to-back user agent sends on another leg, which has the trunk.
     */
    private String trunk(Attempt callers, String target, boolean ofPlatform, Siblings siblings) {
        boolean isPlatforms = platform.isKnown()
                ? platform.has(target)
                : !ofPlatform && goesOnFrom(new Hop(callers.capture().source(), target), siblings);
        return isPlatforms ? null : Hop.host(target);
    }

    /** Of a call of which nothing else is known. */
    static CallSetup nothingBut(String id, String callId, String fromTag, Instant startedAt) {
        return new CallSetup(
                id, callId, fromTag, null, null, null, "", "", startedAt, "", null, null, "", false, null, null);
    }

    /**
     * Whether the platform makes the leg: its INVITE leaves one of the platform's addresses, or, where nobody said which
     * they are, the address at which the INVITE of another leg with its Call-ID came in.
     */
    private boolean isOfPlatform(Attempt attempt, Siblings siblings) {
        if (platform.isKnown()) {
            return platform.has(attempt.capture().source());
        }
        for (TrackedCall other : siblings.all()) {
            if (isMadeFor(attempt, other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a leg that the platform makes goes to somebody else: then who answers it is beyond. */
    boolean hasLeft(TrackedCall.Ringing leg) {
        return leg.ofPlatform() && !platform.has(leg.setup().target());
    }

    /** Whether the platform made a leg of its own for an INVITE, as a back-to-back user agent does. */
    boolean wentOn(Attempt attempt, Siblings siblings) {
        return goesOnFrom(attempt.hop(), siblings);
    }

    private static boolean goesOnFrom(Hop entry, Siblings siblings) {
        for (TrackedCall sibling : siblings.all()) {
            for (Attempt other : sibling.attempts().all()) {
                if (leavesEntry(entry, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isMadeFor(Attempt attempt, TrackedCall other) {
        return other.callersInvite()
                .filter(callers -> leavesEntry(callers.hop(), attempt))
                .isPresent();
    }

    private static boolean leavesEntry(Hop hop, Attempt attempt) {
        boolean differs = !Hop.sameHost(hop.source(), hop.target());
        String source = attempt.capture().source();
        return (source.equals(hop.target()) && !source.equals(hop.source()))
                || (differs && Hop.sameHost(source, hop.target()));
    }

    /** As the account dials and writes it. */
    private String number(Optional<Account> payer, String user) {
        return user == null ? "" : customers.dialPlans().number(payer, user);
    }
}
