package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a call from its first INVITE on.
 *
 * @param id by which the call is known everywhere: its Call-ID, and where that is used again, {@code ;} and the From tag
 *     behind it
 * @param callId SIP Call-ID of the caller's leg; bytes that are not UTF-8 stand in it as {@code %XX}
 * @param fromTag tag of the caller's side
 * @param toTag tag of the called side; null until a response bore one
 * @param accountId the account that pays; null when the caller belongs to none, and on a leg that the platform makes
 * @param calledAccountId the account to which the called number or user belongs; null when there is none
 * @param from calling number (E.164 digits) or user
 * @param to called number (E.164 digits) or user, from the Request-URI
 * @param startedAt capture time of the first INVITE
 * @param source address and port from which the INVITE came to the platform
 * @param target address and port to which the INVITE last went
 * @param trunk the address, without port and brackets, to which the platform sent the call; null of one to an account of the
 *     platform, and while it has not left: of the first leg through a back-to-back user agent always, for the other one leaves
 * @param agent id of the capture agent that saw it first
 * @param mayBill whether that agent's signalling may move money
 * @param userAgent the caller's User-Agent; null when it did not say
 * @param tariff what a minute to this destination costs the paying account; null when no rate fits or nobody pays
 * @param tiers who pays beside that account, each on a level of its own: the accounts above it, the lowest first, and the
 *     provider; none for most
 * @param payerReason by which rule the account pays; null when none does, and of calls from before it was kept
 */
public record CallSetup(
        String id,
        String callId,
        String fromTag,
        String toTag,
        String accountId,
        String calledAccountId,
        String from,
        String to,
        Instant startedAt,
        String source,
        String target,
        String trunk,
        String agent,
        boolean mayBill,
        String userAgent,
        Tariff tariff,
        List<Payer> tiers,
        PayerReason payerReason) {

    /**
     * Records from before there were ids know a call by its Call-ID, and so do most others: the text is held once. Takes an
     * unmodifiable copy; absent tiers are none.
     */
    public CallSetup {
        id = id == null || id.equals(callId) ? callId : id;
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
    }

    /** One for which at most the caller's own account pays. */
    public CallSetup(
            String id,
            String callId,
            String fromTag,
            String toTag,
            String accountId,
            String calledAccountId,
            String from,
            String to,
            Instant startedAt,
            String source,
            String target,
            String trunk,
            String agent,
            boolean mayBill,
            String userAgent,
            Tariff tariff) {
        this(
                id,
                callId,
                fromTag,
                toTag,
                accountId,
                calledAccountId,
                from,
                to,
                startedAt,
                source,
                target,
                trunk,
                agent,
                mayBill,
                userAgent,
                tariff,
                List.of(),
                null);
    }

    /** All that pay for the call, by level; empty when nobody does. */
    public List<Payer> payers() {
        if (accountId == null) {
            return tiers;
        }
        var all = new ArrayList<Payer>(tiers.size() + 1);
        String parent = tiers.stream()
                .filter(payer -> payer.role() == Payer.Role.RESELLER)
                .findFirst()
                .map(Payer::accountId)
                .orElse(null);
        all.add(new Payer(Payer.Role.CALLER, Payer.CALLERS_LEVEL, accountId, parent, tariff, payerReason));
        all.addAll(tiers);
        return List.copyOf(all);
    }

    /** Those of them that are one account: several when it pays in several roles. */
    public List<Payer> payers(String account) {
        return payers().stream()
                .filter(payer -> payer.accountId().equals(account))
                .toList();
    }

    /** The same, begun at another moment. */
    public CallSetup startedAt(Instant at) {
        return new CallSetup(
                id,
                callId,
                fromTag,
                toTag,
                accountId,
                calledAccountId,
                from,
                to,
                at,
                source,
                target,
                trunk,
                agent,
                mayBill,
                userAgent,
                tariff,
                tiers,
                payerReason);
    }

    /** The same to another called side: its tag. */
    public CallSetup towards(String tag) {
        return towards(tag, target, trunk);
    }

    /** The same to another called side: its tag, and where the INVITE went. */
    public CallSetup towards(String tag, String address, String newTrunk) {
        return new CallSetup(
                id,
                callId,
                fromTag,
                tag,
                accountId,
                calledAccountId,
                from,
                to,
                startedAt,
                source,
                address,
                newTrunk,
                agent,
                mayBill,
                userAgent,
                tariff,
                tiers,
                payerReason);
    }
}
