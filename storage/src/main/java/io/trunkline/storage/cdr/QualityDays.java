package io.trunkline.storage.cdr;

import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How calls got through, summed up once for each day (UTC) that is over, so that a report of months reads sums and not calls.
 *
 * <p>A day's sums are never added to. They are reckoned from the calls as they stand, and replaced as a whole by reckoning
 * them again; so nothing that is written twice, corrected or late is counted twice or missed. Who writes calls of a day that
 * is over says so afterwards ({@link #written}), and from then on the day's sums hold no more, until they are reckoned anew.
 * Reports read the calls themselves of all days whose sums do not hold.
 *
 * <p>Any thread may call, and waits; several processes may sum up the same day at once, and do the same work twice.
 */
public final class QualityDays {

    private static final Query SUMMED = Query.named(QualityDays.class, "summed-days");

    private static final Query FIRST_AND_NOW = Query.named(QualityDays.class, "first-day-and-now");
    private static final Query SUM_UP = Query.named(QualityDays.class, "sum-up-a-day");
    private static final Query MARK_SUMMED = Query.named(QualityDays.class, "mark-day-summed");
    private static final Query MARK_WRITTEN = Query.named(QualityDays.class, "mark-days-written");

    /**
     * A day counts as over so long after its end. Longer than the clocks of the processes and the server may differ: who still
     * takes a day for today, and so does not say that it was written, is done by then.
     */
    static final Duration SETTLED_AFTER = Duration.ofHours(1);

    /**
     * Days to sum up.
     *
     * @param days newest first
     * @param asOf the server's time before any of them is read: what is written later is not in the sums for certain
     */
    public record Waiting(List<LocalDate> days, Instant asOf) {}

    /**
     * Days of a report, ISO-8601.
     *
     * @param summed those of which the sums are taken
     * @param others those of which the calls themselves are read
     */
    public record Reading(List<String> summed, List<String> others) {}

    private final StoreConnection connection;

    /** Asks and writes by a connection that somebody else closes. */
    public QualityDays(StoreConnection connection) {
        this.connection = connection;
    }

    /** The days whose sums hold. */
    public Set<LocalDate> summed() {
        return new HashSet<>(connection.rows(SUMMED, Map.of(), row -> LocalDate.parse(row.getString("summed_day"))));
    }

    /** The days that are over, from the first of which there are calls, and whose sums do not hold. */
    public Waiting waiting() {
        return connection
                .rows(FIRST_AND_NOW, Map.of(), row -> {
                    Instant now = Columns.time(row, "now_micros");
                    return row.getInt("any_calls") == 0
                            ? new Waiting(List.of(), now)
                            : new Waiting(unsummed(LocalDate.parse(row.getString("first_day")), now), now);
                })
                .getFirst();
    }

    private List<LocalDate> unsummed(LocalDate first, Instant now) {
        Set<LocalDate> summed = summed();
        var days = new ArrayList<LocalDate>();
        LocalDate last =
                LocalDate.ofInstant(now.minus(SETTLED_AFTER), ZoneOffset.UTC).minusDays(1);
        for (LocalDate day = last; !day.isBefore(first); day = day.minusDays(1)) {
            if (!summed.contains(day)) {
                days.add(day);
            }
        }
        return days;
    }

    /**
     * Sums up a day, and says that its sums hold.
     *
     * @param asOf {@link Waiting#asOf} of a question before
     * @throws StoreException {@code TOO_MUCH} when the day has more calls than one statement may read
     */
    public void sumUp(LocalDate day, Instant asOf) {
        var parameters = Map.<String, Object>of("day", day.toString(), "version_micros", Columns.micros(asOf));
        connection.run(SUM_UP, parameters);
        connection.run(MARK_SUMMED, parameters);
    }

    /**
     * To be called when calls were written, after they were: the sums of their days hold no more. Nothing is done for days
     * that are not over yet.
     *
     * @param days on which they began
     */
    public void written(Collection<LocalDate> days) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        List<String> over =
                days.stream().filter(today::isAfter).map(LocalDate::toString).toList();
        if (!over.isEmpty()) {
            connection.run(MARK_WRITTEN, Map.of("days", over));
        }
    }

    /**
     * How a time is read: the days of which the sums are taken, and all others that it touches, ISO-8601.
     *
     * @param sums whether sums may be taken: they are those of all accounts together, and of whole days
     */
    public Reading reading(Instant since, Instant until, boolean sums) {
        Set<LocalDate> summed = sums ? summed() : Set.of();
        var reading = new Reading(new ArrayList<>(), new ArrayList<>());
        LocalDate last = LocalDate.ofInstant(until.minus(1, ChronoUnit.MICROS), ZoneOffset.UTC);
        for (LocalDate day = LocalDate.ofInstant(since, ZoneOffset.UTC); !day.isAfter(last); day = day.plusDays(1)) {
            boolean whole = !beginning(day).isBefore(since)
                    && !beginning(day.plusDays(1)).isAfter(until);
            (whole && summed.contains(day) ? reading.summed() : reading.others()).add(day.toString());
        }
        return reading;
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
