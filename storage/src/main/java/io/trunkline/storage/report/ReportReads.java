package io.trunkline.storage.report;

import io.trunkline.protocol.Scope;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;

/** Answers what accountants ask. Any thread may ask, and waits. */
public final class ReportReads {

    private static final Query CALLS = Query.scoped(ReportReads.class, "money-of-calls");

    private static final Query MOVEMENTS = Query.scoped(ReportReads.class, "movements-of-balances");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public ReportReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** What the calls that began in a time were to each account, and to the platform for who sees everything. */
    public List<CallMoney> calls(Scope scope, ReportFilter filter) {
        return connection.rows(CALLS, scope, filter.parameters(), CallMoney::read);
    }

    /** What moved the balance of each account in a time. */
    public List<Movements> movements(Scope scope, ReportFilter filter) {
        return connection.rows(MOVEMENTS, scope, filter.parameters(), Movements::read);
    }
}
