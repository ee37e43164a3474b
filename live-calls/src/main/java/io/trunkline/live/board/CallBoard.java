package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndCallRefusal;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The calls that are up, by the key of their topic, oldest first, with the legs beneath each that links join to it; and those that have just ended, for who asks for
 * one of them. Costs grow by the clock: of each call that is told every second, and when there are more than {@value
 * #GROWN_IN_A_SECOND} of them less often, so that no browser drowns in it.
 */
public final class CallBoard extends Board<CallBoard.Up, CallRow> {

    /** About so many grown costs are told in a second at most. */
    static final int GROWN_IN_A_SECOND = 2_000;

    /** Of the legs of one call: one that an account pays before those that nobody does, then the one that began first. */
    private static final Comparator<Up> FIRST = Comparator.<Up, Boolean>comparing(up -> owner(up.call) == null)
            .thenComparing(up -> up.call.setup().startedAt())
            .thenComparing(up -> up.id);

    /** A call that is up, and the cost that was shown of it last. */
    static final class Up {

        private final String id;
        private final Call call;

        /** For who made it; null when it was not answered or has no rate. */
        private final PaidCall own;

        /** For all that pay; empty when it was not answered. */
        private final List<PaidCall> paid;

        private volatile BigDecimal shownCost;

        private Up(String id, Call call, Instant now) {
            this.id = id;
            this.call = call;
            if (!(call instanceof Call.Answered answered)) {
                own = null;
                paid = List.of();
                return;
            }
            // Here and not when it is shown: a tariff that nobody can count by is a record that cannot be read.
            Tariff tariff = call.setup().tariff();
            own = tariff == null ? null : new PaidCall(answered, owner(call), id, tariff, now);
            Stream<PaidCall> tiers = call.setup().tiers().stream()
                    .filter(payer -> payer.tariff() != null)
                    .map(payer -> new PaidCall(
                            answered,
                            payer.accountId(),
                            payer.callKey(call.setup().id()),
                            payer.tariff(),
                            now));
            paid = (owner(call) == null || own == null ? tiers : Stream.concat(Stream.of(own), tiers)).toList();
        }

        private String callId() {
            return call.setup().callId();
        }

        /** What is reserved for it; null without a rate. */
        private BigDecimal cost(FreeMinutesTold told, Instant at) {
            return own == null ? null : own.due(told, at);
        }
    }

    private final EndedCalls ended = new EndedCalls();
    private final Holds holds = new Holds();
    private final RefusedEnds refused = new RefusedEnds();

    private final PaidCalls paid = new PaidCalls();

    /** All that are up, also those that have no row of their own; and their ids by Call-ID. */
    private final Map<String, Up> ups = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> idsOfCallId = new ConcurrentHashMap<>();
    private final CallLinks links = new CallLinks();
    private final InstantSource clock;
    private volatile FreeMinutesTold freeMinutes = (account, id, of) -> of.minutes();

    /** Of the one thread that tells what time changes. */
    private int turn;

    /**
     * No calls yet.
     *
     * @param clock what time it is, for seconds and costs
     */
    public CallBoard(InstantSource clock) {
        super(new Place(Topic.CALLS, "/api/v1/calls", Set.of(NOC), "call", "id"));
        this.clock = clock;
    }

    /** Where to ask for free minutes. */
    void askFor(FreeMinutesTold told) {
        freeMinutes = told;
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        String id = record.key();
        Call call = record.value() == null ? null : Json.read(record.value(), Call.class);
        switch (call) {
            case null -> gone(id);
            case Call.Ringing ringing -> up(id, ringing);
            case Call.Answered answered -> up(id, answered);
            case Call.Ended over -> {
                Up before = ups.get(id);
                boolean heldUntilNow = isNew(id, before) && mayHaveBeenAllowed(over);
                ended.add(id, over, freeMinutes(id, over));
                if (over.answeredAt() != null) {
                    holds.ended(over, clock.instant());
                }
                gone(id);
                if (heldUntilNow) {
                    holds.noLongerRinging(over.setup());
                }
            }
        }
    }

    /**
     * Whether a call that is answered or over now was neither before. The topic tells a call as it stands at a commit, so one
     * that was given up at once was never told as ringing.
     */
    private boolean isNew(String id, Up before) {
        return before == null ? !ended.has(id) : before.call instanceof Call.Ringing;
    }

    /** Whether something may have been held for it: not for what the platform refused for want of money or of credentials. */
    private static boolean mayHaveBeenAllowed(Call.Ended over) {
        boolean isChallenged = over.cause().by() == Cause.By.PLATFORM && (over.status() == 401 || over.status() == 407);
        return !isChallenged && over.cause().code() != Cause.Code.SUSPENDED;
    }

    /** Those of a call that is over, as they were told last while it was up. */
    private long freeMinutes(String id, Call.Ended over) {
        Tariff tariff = over.setup().tariff();
        return tariff == null || tariff.allowance() == null || !ups.containsKey(id)
                ? 0
                : freeMinutes.minutes(owner(over), id, tariff.allowance());
    }

    /** Takes a record of {@link Topic#CALL_LINKS}; to be called by the thread that calls {@link #accept}. */
    public void acceptLink(ConsumerRecord<String, byte[]> record) {
        CallLink link = record.value() == null ? null : Json.read(record.value(), CallLink.class);
        links.put(record.key(), link).forEach(this::arrange);
    }

    /** Takes a record of {@link Topic#END_CALL_REFUSALS}; to be called by the thread that calls {@link #accept}. */
    public void acceptRefusal(ConsumerRecord<String, byte[]> record) {
        EndCallRefusal refusal = Json.read(record.value(), EndCallRefusal.class);
        refused.add(refusal);
        idsOfCallId.getOrDefault(refusal.callId(), Set.of()).forEach(this::touched);
    }

    private void up(String id, Call call) {
        var up = new Up(id, call, clock.instant());
        Up before = ups.put(id, up);
        paid.add(up.paid);
        boolean heldUntilNow = call instanceof Call.Answered && isNew(id, before);
        if (before != null) {
            paid.remove(before.paid);
        }
        if (heldUntilNow) {
            holds.noLongerRinging(call.setup());
        }
        idsOfCallId.merge(up.callId(), Set.of(id), CallBoard::together);
        ended.remove(id);
        arrange(up.callId());
    }

    private void gone(String id) {
        Up up = ups.remove(id);
        if (up != null) {
            paid.remove(up.paid);
            idsOfCallId.computeIfPresent(up.callId(), (same, ids) -> without(ids, id));
            remove(id);
            arrange(up.callId());
        }
    }

    /** Those that were answered and are up, legs that nobody pays among them, in no order. */
    List<Call.Answered> answered() {
        return ups.values().stream()
                .flatMap(up -> up.call instanceof Call.Answered answered ? Stream.of(answered) : Stream.empty())
                .toList();
    }

    /** What the calls that are up cost the accounts that made them, of those that the scope covers. */
    public List<Spending> spending(Scope scope) {
        return ups.values().stream()
                .filter(up -> up.own != null && owner(up) != null && scope.covers(owner(up)))
                .collect(Collectors.groupingBy(CallBoard::payer))
                .values()
                .stream()
                .map(CallBoard::spending)
                .toList();
    }

    private static String payer(Up up) {
        return owner(up.call);
    }

    private static Spending spending(List<Up> calls) {
        return new Spending(
                payer(calls.getFirst()),
                calls.getFirst().call.setup().tariff().currency(),
                calls.stream()
                        .map(up -> new Spending.Running(
                                up.id,
                                up.call.setup().tariff().rate().destination(),
                                up.call.setup().tariff().costsNothing()
                                        ? BigDecimal.ZERO
                                        : up.call.setup().tariff().rate().ratePerMinute()))
                        .toList());
    }

    /** What is held for calls that were allowed. */
    public Holds holds() {
        return holds;
    }

    /** The calls that burn the money of an account now. */
    public Burning burning(String accountId) {
        return paid.burning(accountId, freeMinutes);
    }

    private static Set<String> together(Set<String> ids, Set<String> more) {
        return ids.containsAll(more)
                ? ids
                : Stream.concat(ids.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> without(Set<String> ids, String id) {
        Set<String> others = ids.stream().filter(each -> !each.equals(id)).collect(Collectors.toUnmodifiableSet());
        return others.isEmpty() ? null : others;
    }

    /**
     * One call, one row: that of the leg which an account pays, and the others beneath it. But what an account pays is
     * always a row: links say what one side may have sent, and no account's call goes beneath another's by them.
     */
    private void arrange(String callId) {
        List<Up> legs = legs(callId);
        Up first = legs.isEmpty() ? null : legs.stream().min(FIRST).orElseThrow();
        for (Up leg : legs) {
            if (leg == first || owner(leg) != null) {
                put(leg.id, leg);
            } else {
                remove(leg.id);
            }
        }
    }

    /** The legs of one call that are up. */
    private List<Up> legs(String callId) {
        return links.legs(callId).stream()
                .flatMap(each -> idsOfCallId.getOrDefault(each, Set.of()).stream())
                .map(ups::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The other legs of a call, also those that have just ended. */
    private List<CallLeg> otherLegs(String id, String callId) {
        Set<String> callIds = links.legs(callId);
        if (callIds.size() == 1 && idsOfCallId.getOrDefault(callId, Set.of()).size() < 2) {
            return List.of();
        }
        Stream<CallLeg> up = legs(callId).stream().map(leg -> CallLeg.of(leg.id, leg.call));
        Stream<CallLeg> over =
                callIds.stream().flatMap(each -> ended.call(each).map(call -> CallLeg.of(each, call)).stream());
        return Stream.concat(up, over)
                .filter(leg -> !leg.id().equals(id))
                .sorted(Comparator.comparing(CallLeg::startedAt).thenComparing(CallLeg::id))
                .toList();
    }

    @Override
    CallRow row(Up up) {
        Instant now = clock.instant();
        BigDecimal cost = up.cost(freeMinutes, now);
        up.shownCost = cost;
        return CallRow.up(up.id, up.call, now, cost, otherLegs(up.id, up.callId()))
                .refused(refused.of(up.call.setup()));
    }

    @Override
    CallRow within(Scope scope, CallRow row) {
        return switch (scope) {
            case Scope.Everything everything -> row;
            case Scope.Below below -> row.alone();
        };
    }

    @Override
    String id(CallRow row) {
        return row.id();
    }

    @Override
    String owner(Up up) {
        return owner(up.call);
    }

    private static String owner(Call call) {
        return call.setup().accountId();
    }

    @Override
    public String order(CallRow row) {
        return Json.text(row.startedAt()) + ' ' + row.id();
    }

    /** Touches the calls whose cost has grown since it was shown last. */
    @Override
    public void everySecond() {
        if (!watched()) {
            return;
        }
        Instant now = clock.instant();
        int turns = 1 + size() / GROWN_IN_A_SECOND;
        turn = (turn + 1) % turns;
        for (Up up : kept().values()) {
            if (Math.floorMod(up.id.hashCode(), turns) == turn) {
                BigDecimal cost = up.cost(freeMinutes, now);
                if (cost != null && (up.shownCost == null || cost.compareTo(up.shownCost) != 0)) {
                    touched(up.id);
                }
            }
        }
    }

    /**
     * One call, up or just ended; empty when there is none, or the scope does not cover it.
     *
     * @param id of the call; a plain Call-ID finds the latest call that bears it
     */
    public Optional<CallDetail> call(Scope scope, String id) {
        return Optional.ofNullable(ups.get(id))
                .filter(up -> scope.covers(owner(up)))
                .map(up -> up(scope, up))
                .or(() ->
                        ended.call(id).filter(call -> scope.covers(owner(call))).map(call -> ended(scope, id, call)))
                .or(() -> latestWithCallId(scope, id));
    }

    private CallDetail up(Scope scope, Up up) {
        return CallDetail.up(within(scope, row(up)));
    }

    private CallDetail ended(Scope scope, String id, Call.Ended call) {
        List<CallLeg> legs = otherLegs(id, call.setup().callId());
        return CallDetail.ended(within(scope, CallRow.ended(id, call, ended.freeMinutes(id), legs)), call);
    }

    private Optional<CallDetail> latestWithCallId(Scope scope, String callId) {
        Predicate<Call> fits = call -> call.setup().callId().equals(callId) && scope.covers(owner(call));
        return Stream.concat(
                        ups.values().stream().filter(up -> fits.test(up.call)).map(up -> up(scope, up)),
                        ended.all(fits).entrySet().stream().map(over -> ended(scope, over.getKey(), over.getValue())))
                .max(Comparator.comparing(detail -> detail.call().startedAt()));
    }

    /** How many minutes calls that are up have begun of those that are free for them, by their ids. */
    long minutesBegun(Map<String, Long> freeMinutes) {
        Instant now = clock.instant();
        long begun = 0;
        for (Map.Entry<String, Long> each : freeMinutes.entrySet()) {
            Up up = ups.get(each.getKey());
            if (up != null && up.call instanceof Call.Answered answered) {
                Duration lasts = Duration.between(answered.answeredAt(), answered.knownUntil(now));
                begun += lasts.isNegative() ? 0 : Math.min(each.getValue(), lasts.toMinutes() + 1);
            }
        }
        return begun;
    }

    /** What is reserved for the calls of each account that are up. Accounts without such calls are not in it. */
    Map<String, BigDecimal> reserved() {
        return reserved(account -> true);
    }

    /** What is reserved for the calls of one account that are up. */
    BigDecimal reserved(String accountId) {
        return reserved(accountId::equals).getOrDefault(accountId, BigDecimal.ZERO);
    }

    private Map<String, BigDecimal> reserved(Predicate<String> accounts) {
        Instant now = clock.instant();
        var sums = new HashMap<String, BigDecimal>();
        for (Up up : ups.values()) {
            for (PaidCall call : up.paid) {
                if (accounts.test(call.accountId())) {
                    sums.merge(call.accountId(), call.due(freeMinutes, now), BigDecimal::add);
                }
            }
        }
        return sums;
    }
}
