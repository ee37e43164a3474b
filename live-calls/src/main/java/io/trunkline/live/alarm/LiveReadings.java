package io.trunkline.live.alarm;

import io.trunkline.live.board.AgentRow;
import io.trunkline.live.board.Boards;
import io.trunkline.live.board.Spending;
import io.trunkline.live.quality.Quality;
import io.trunkline.live.quality.QualityBy;
import io.trunkline.live.quality.QualityRow;
import io.trunkline.live.quality.SeenCall;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.Balance;
import io.trunkline.tariff.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Measures by what the live lists and the figures of the last hour say. An alarm is for who runs the network: it sees all. */
public final class LiveReadings implements Readings {

    private static final Scope ALL = new Scope.Everything();

    /** Less of an hour than this says nothing of what is usual. */
    private static final int LEAST_USUAL_MINUTES = 15;

    /** An agent that nobody configured and that has not come back for so long is not missed. */
    private static final Duration MISSED_FOR = Duration.ofHours(1);

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final Boards boards;

    /** Of these boards. */
    public LiveReadings(Boards boards) {
        this.boards = boards;
    }

    @Override
    public List<Reading> of(AlarmRule rule, Instant now) {
        Stream<Reading> found =
                switch (rule.kind()) {
                    case ASR -> trunks(rule).flatMap(row -> asr(row, rule).stream());
                    case ATTEMPTS -> trunks(rule).flatMap(row -> attempts(row, rule).stream());
                    case PDD -> trunks(rule).flatMap(row -> delay(row, rule).stream());
                    case REGISTRATIONS_LOST -> registrations(rule, now);
                    case SILENT_AGENT ->
                        boards.agents().rows(ALL).stream().flatMap(agent -> silence(agent, now).stream());
                    case SPEND -> spending().map(LiveReadings::spend);
                    case NIGHT_DESTINATION ->
                        isNight(rule, now) ? spending().map(account -> dear(account, rule)) : Stream.empty();
                    case SHORT_CALLS -> shortCalls(rule);
                    case CUT_FAILED -> boards.balances().cutFailed(ALL).stream().map(LiveReadings::cutFailed);
                };
        return found.toList();
    }

    private Stream<QualityRow> trunks(AlarmRule rule) {
        return boards.quality().rows(ALL, QualityBy.TRUNK, rule.minutes()).stream();
    }

    private Optional<Reading> asr(QualityRow row, AlarmRule rule) {
        return Optional.ofNullable(row.asr())
                .map(asr -> new Reading(
                        row.key(),
                        null,
                        BigDecimal.valueOf(asr),
                        row.attempts(),
                        "the trunk " + row.key() + " answered "
                                + apart(
                                        BigDecimal.valueOf(asr).multiply(PERCENT),
                                        rule.threshold().multiply(PERCENT),
                                        0)
                                + " % of " + row.attempts() + " calls in " + rule.minutes() + " min",
                        calls(row.key(), call -> !call.answered())));
    }

    private Optional<Reading> delay(QualityRow row, AlarmRule rule) {
        return Optional.ofNullable(row.pddMillisMedian())
                .map(millis -> new Reading(
                        row.key(),
                        null,
                        BigDecimal.valueOf(millis),
                        row.attempts(),
                        "the trunk " + row.key() + " takes "
                                + apart(
                                        BigDecimal.valueOf(millis).movePointLeft(3),
                                        rule.threshold().movePointLeft(3),
                                        1)
                                + " s to ring",
                        calls(row.key(), call -> call.delayMillis().orElse(0) >= millis)));
    }

    /**
     * A figure rounded to so many digits after the point, or to as many more as are needed to see on which side of a limit
     * it lies: 29.8 of at least 30 are not shown as 30.
     */
    private static String apart(BigDecimal measured, BigDecimal limit, int digits) {
        BigDecimal shown = measured.setScale(digits, RoundingMode.HALF_UP);
        for (int more = digits; Integer.signum(shown.compareTo(limit)) != Integer.signum(measured.compareTo(limit)); ) {
            shown = measured.setScale(++more, RoundingMode.HALF_UP);
        }
        return shown.toPlainString();
    }

    private List<String> calls(String trunk, Predicate<SeenCall> which) {
        return boards.quality().calls(ALL, QualityBy.TRUNK, trunk).stream()
                .filter(which)
                .map(SeenCall::id)
                .toList();
    }

    /** The last whole minutes against those of the hour before them, from its first call on; of both those that were seen. */
    private Optional<Reading> attempts(QualityRow row, AlarmRule rule) {
        List<Integer> hour = row.hour().attempts().subList(0, Quality.MOST_MINUTES);
        int split = hour.size() - rule.minutes();
        int first = 0;
        while (first < split && hour.get(first) == 0) {
            first++;
        }
        Seen before = seen(row.hour(), first, split);
        Seen lately = seen(row.hour(), split, hour.size());
        if (before.minutes() < LEAST_USUAL_MINUTES || before.calls() == 0 || lately.minutes() == 0) {
            return Optional.empty();
        }
        BigDecimal usual = BigDecimal.valueOf(before.calls() * lately.minutes())
                .divide(BigDecimal.valueOf(before.minutes()), 2, RoundingMode.HALF_UP);
        return Optional.of(new Reading(
                row.key(),
                null,
                BigDecimal.valueOf(lately.calls()).divide(usual, 2, RoundingMode.HALF_UP),
                usual.longValue(),
                "the trunk " + row.key() + " had " + lately.calls() + " calls in " + lately.minutes()
                        + " min, usual are " + usual.setScale(0, RoundingMode.HALF_UP),
                calls(row.key(), call -> true)));
    }

    /** How many minutes of some were seen, and the calls in them. */
    private record Seen(int minutes, long calls) {}

    private Seen seen(QualityRow.Hour hour, int from, int until) {
        int minutes = 0;
        long calls = 0;
        for (int minute = from; minute < until; minute++) {
            if (boards.agents().sawAllOf(hour.from().plus(Duration.ofMinutes(minute)))) {
                minutes++;
                calls += hour.attempts().get(minute);
            }
        }
        return new Seen(minutes, calls);
    }

    private Stream<Reading> registrations(AlarmRule rule, Instant now) {
        long lost = boards.registrations().expired(ALL, now.minus(Duration.ofMinutes(rule.minutes())), now);
        return Stream.of(new Reading(
                "all",
                null,
                BigDecimal.valueOf(lost),
                lost,
                lost + " registrations expired in " + rule.minutes() + " min",
                List.of()));
    }

    private static Optional<Reading> silence(AgentRow agent, Instant now) {
        if (agent.id().isEmpty()
                || agent.lastSeen() == null
                || agent.collector().silent()) {
            return Optional.empty();
        }
        Duration silent = Duration.between(agent.lastSeen(), now);
        if (!agent.configured() && silent.compareTo(MISSED_FOR) > 0) {
            return Optional.empty();
        }
        return Optional.of(new Reading(
                agent.path(),
                null,
                BigDecimal.valueOf(silent.toMillis())
                        .divide(BigDecimal.valueOf(agent.usualInterval().toMillis()), 1, RoundingMode.DOWN),
                agent.packets() + agent.keepAlives(),
                "the agent " + agent.name() + " has sent nothing for " + silent.toSeconds() + " s",
                List.of()));
    }

    private Stream<Spending> spending() {
        return boards.calls().spending(ALL).stream();
    }

    private static Reading spend(Spending account) {
        return new Reading(
                account.accountId(),
                account.accountId(),
                account.perMinute(),
                account.calls().size(),
                "the account " + account.accountId() + " spends "
                        + Figures.of(account.perMinute(), account.currency()) + " " + account.currency()
                        + " a minute on "
                        + account.calls().size() + " calls",
                account.ids());
    }

    private static Reading dear(Spending account, AlarmRule rule) {
        List<Spending.Running> dear = account.calls().stream()
                .filter(call -> call.ratePerMinute().compareTo(rule.threshold()) >= 0)
                .toList();
        return new Reading(
                account.accountId(),
                account.accountId(),
                dear.stream().map(Spending.Running::ratePerMinute).reduce(BigDecimal.ZERO, BigDecimal::max),
                dear.size(),
                "the account " + account.accountId() + " makes " + dear.size() + " dear calls at night, to "
                        + dear.stream()
                                .map(Spending.Running::destination)
                                .findFirst()
                                .orElse("nowhere"),
                dear.stream().map(Spending.Running::id).toList());
    }

    private static Reading cutFailed(Balance account) {
        List<String> calls = account.cutFailed();
        return new Reading(
                account.accountId(),
                account.accountId(),
                BigDecimal.valueOf(calls.size()),
                calls.size(),
                "the balance of " + account.accountId() + " was used up, and the switch does not end " + calls.size()
                        + (calls.size() == 1 ? " call" : " calls"),
                calls);
    }

    /** Whether the moment is in the rule's part of the day, which may pass midnight. */
    static boolean isNight(AlarmRule rule, Instant now) {
        if (rule.from() == null || rule.until() == null) {
            return true;
        }
        LocalTime time = LocalTime.ofInstant(now, ZoneId.of(rule.timeZone()));
        LocalTime from = LocalTime.parse(rule.from());
        LocalTime until = LocalTime.parse(rule.until());
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    private Stream<Reading> shortCalls(AlarmRule rule) {
        return boards.quality().shortCalls(ALL, rule.minutes()).entrySet().stream()
                .map(account -> new Reading(
                        account.getKey(),
                        account.getKey(),
                        BigDecimal.valueOf(account.getValue()),
                        account.getValue(),
                        "the account " + account.getKey() + " made " + account.getValue() + " calls of a second in "
                                + rule.minutes() + " min",
                        boards.quality().calls(ALL, QualityBy.ACCOUNT, account.getKey()).stream()
                                .filter(call -> call.answered() && call.talkMillis() <= Quality.SHORT_MILLIS)
                                .map(SeenCall::id)
                                .toList()));
    }
}
