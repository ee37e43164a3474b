package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Call;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The calls that are up, by the key of their topic, oldest first; and those that have just ended, for who asks for
 * one of them. Costs grow by the clock: of each call that is told every second, and when there are more than {@value
 * #GROWN_IN_A_SECOND} of them less often, so that no browser drowns in it.
 */
public final class CallBoard extends Board<CallBoard.Up, CallRow> {

    /** About so many grown costs are told in a second at most. */
    static final int GROWN_IN_A_SECOND = 2_000;

    /** A call that is up, and the cost that was shown of it last. */
    static final class Up {

        private final String id;
        private final Call call;

        /** Null when it was not answered or has no rate. */
        private final Meter meter;

        private volatile BigDecimal shownCost;

        private Up(String id, Call call) {
            this.id = id;
            this.call = call;
            boolean costs = call instanceof Call.Answered && call.setup().tariff() != null;
            // Here and not when it is shown: a tariff that nobody can count by is a record that cannot be read.
            meter = costs ? Meter.of(call.setup().tariff()) : null;
        }

        /** What is reserved for it; null without a meter. */
        private BigDecimal cost(Instant at) {
            return call instanceof Call.Answered answered && meter != null
                    ? meter.due(Duration.between(answered.answeredAt(), at))
                    : null;
        }
    }

    private final EndedCalls ended = new EndedCalls();
    private final InstantSource clock;

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

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        String id = record.key();
        Call call = record.value() == null ? null : Json.read(record.value(), Call.class);
        switch (call) {
            case null -> remove(id);
            case Call.Ringing ringing -> up(id, ringing);
            case Call.Answered answered -> up(id, answered);
            case Call.Ended over -> {
                ended.add(id, over);
                remove(id);
            }
        }
    }

    private void up(String id, Call call) {
        put(id, new Up(id, call));
        ended.remove(id);
    }

    @Override
    CallRow row(Up up) {
        Instant now = clock.instant();
        BigDecimal cost = up.cost(now);
        up.shownCost = cost;
        return CallRow.up(up.id, up.call, now, cost);
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
                BigDecimal cost = up.cost(now);
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
        return row(scope, id)
                .map(CallDetail::up)
                .or(() -> ended.call(id)
                        .filter(call -> scope.covers(owner(call)))
                        .map(call -> CallDetail.ended(id, call)))
                .or(() -> latestWithCallId(scope, id));
    }

    private Optional<CallDetail> latestWithCallId(Scope scope, String callId) {
        Predicate<Call> fits = call -> call.setup().callId().equals(callId) && scope.covers(owner(call));
        return Stream.concat(
                        kept().values().stream()
                                .filter(up -> fits.test(up.call))
                                .map(up -> CallDetail.up(row(up))),
                        ended.all(fits).entrySet().stream()
                                .map(over -> CallDetail.ended(over.getKey(), over.getValue())))
                .max(Comparator.comparing(detail -> detail.call().startedAt()));
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
        for (Up up : kept().values()) {
            String account = owner(up);
            BigDecimal cost = account != null && accounts.test(account) ? up.cost(now) : null;
            if (cost != null) {
                sums.merge(account, cost, BigDecimal::add);
            }
        }
        return sums;
    }
}
