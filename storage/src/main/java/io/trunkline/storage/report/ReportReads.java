package io.trunkline.storage.report;

import io.trunkline.protocol.Scope;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrReads;
import io.trunkline.storage.cdr.QualityDays;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.HashMap;
import java.util.List;

/** Answers what accountants ask. Any thread may ask, and waits. */
public final class ReportReads {

    private static final Query CALLS = Query.scoped(ReportReads.class, "money-of-calls");

    private static final Query MOVEMENTS = Query.scoped(ReportReads.class, "movements-of-balances");

    /** Beside the other questions about records, whose terms it shares. */
    private static final Query QUALITY = Query.scoped(CdrReads.class, "quality-of-calls");

    private final StoreConnection connection;
    private final QualityDays days;
    private final long mostRowsRead;

    /** Reads by a connection that somebody else closes. */
    public ReportReads(StoreConnection connection) {
        this(connection, Query.MOST_ROWS_READ);
    }

    /** The same with another limit of what one report on quality may read: who asks for more is told to ask for less. */
    public ReportReads(StoreConnection connection, long mostRowsRead) {
        this.connection = connection;
        days = new QualityDays(connection);
        this.mostRowsRead = mostRowsRead;
    }

    /** What the calls that began in a time were to each account, and to the platform for who sees everything. */
    public List<CallMoney> calls(Scope scope, ReportFilter filter) {
        return connection.rows(CALLS, scope, filter.parameters(), CallMoney::read);
    }

    /**
     * How the calls got through that began in a time, the busiest trunk, destination or account first. Months and zones of
     * the filter do not matter. Days that are summed up are not read call by call: {@link QualityDays}.
     *
     * @param by trunk, destination or account
     * @throws IllegalArgumentException for any other way to group
     * @throws io.trunkline.storage.connection.StoreException {@code TOO_MUCH} when the time holds more than one query may read
     */
    public List<CallQuality> quality(Scope scope, ReportFilter filter, CdrGrouping by) {
        if (by == CdrGrouping.CAUSE) {
            throw new IllegalArgumentException("calls of one cause have no quality");
        }
        var parameters = new HashMap<>(filter.parameters());
        boolean ofAll = scope instanceof Scope.Everything && filter.accountId() == null;
        QualityDays.Reading reading = days.reading(filter.since(), filter.until(), ofAll);
        parameters.put("summed_days", reading.summed());
        parameters.put("other_days", reading.others());
        parameters.put("by", by.word());
        parameters.put("most_rows_read", mostRowsRead);
        return connection.rows(QUALITY, scope, parameters, CallQuality::read);
    }

    /** What moved the balance of each account in a time. */
    public List<Movements> movements(Scope scope, ReportFilter filter) {
        return connection.rows(MOVEMENTS, scope, filter.parameters(), Movements::read);
    }
}
