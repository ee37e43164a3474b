package io.trunkline.storage;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.storage.alarm.AlarmFilter;
import io.trunkline.storage.alarm.AlarmReads;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrGroup;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrLeg;
import io.trunkline.storage.cdr.CdrReads;
import io.trunkline.storage.cdr.ChargedCalls;
import io.trunkline.storage.cdr.UsualHour;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.endpoint.EndpointTestReads;
import io.trunkline.storage.ledger.LedgerReads;
import io.trunkline.storage.ledger.StatementFilter;
import io.trunkline.storage.link.LinkReads;
import io.trunkline.storage.media.CapturedReport;
import io.trunkline.storage.media.MediaReads;
import io.trunkline.storage.message.MessageReads;
import io.trunkline.storage.message.TraceMessage;
import io.trunkline.storage.registration.RegistrationReads;
import io.trunkline.storage.report.CallMoney;
import io.trunkline.storage.report.CallQuality;
import io.trunkline.storage.report.Movements;
import io.trunkline.storage.report.ReportFilter;
import io.trunkline.storage.report.ReportReads;
import io.trunkline.storage.schema.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The record of every message, call and movement of money, in ClickHouse. Every read takes the scope of who asks, and
 * gives nothing else. Queries wait for the server, so they belong on threads that may wait; all methods may be called
 * from any thread, and raise {@link StoreException}.
 */
public final class Store implements AutoCloseable {

    private final StoreSettings settings;
    private final StoreConnection connection;
    private final CdrReads cdrs;
    private final MessageReads messages;
    private final MediaReads media;
    private final LedgerReads ledger;
    private final ReportReads reports;
    private final RegistrationReads registrations;
    private final EndpointTestReads endpointTests;
    private final AlarmReads alarms;

    private Store(StoreSettings settings) {
        this.settings = settings;
        connection = new StoreConnection(settings);
        var links = new LinkReads(connection);
        cdrs = new CdrReads(connection, links);
        messages = new MessageReads(connection, links);
        media = new MediaReads(connection);
        ledger = new LedgerReads(connection);
        reports = new ReportReads(connection);
        registrations = new RegistrationReads(connection);
        endpointTests = new EndpointTestReads(connection);
        alarms = new AlarmReads(connection);
    }

    /**
     * Opens a store. Nothing is sent: the server may be away.
     *
     * @throws StoreException when the URL is not one of a ClickHouse server
     */
    public static Store open(StoreSettings settings) {
        return new Store(settings);
    }

    /** To be called before anything else is asked or written: {@link Schema#bring}. */
    public void migrate() {
        Schema.bring(connection, settings);
    }

    /**
     * Asks the server whether it is there.
     *
     * @throws StoreException when it is not
     */
    public void ping() {
        connection.execute("SELECT 1");
    }

    /** A page of call records: {@link CdrReads#list}. */
    public Page<Cdr> cdrs(Scope scope, CdrFilter filter) {
        return cdrs.list(scope, filter);
    }

    /** How many calls share what they are grouped by: {@link CdrReads#groups}. */
    public List<CdrGroup> cdrGroups(Scope scope, CdrFilter filter, Set<CdrGrouping> by) {
        return cdrs.groups(scope, filter, by);
    }

    /** The same hour of the days before: {@link CdrReads#usualHour}. */
    public List<UsualHour> usualHour(Scope scope, CdrGrouping by, Instant now) {
        return cdrs.usualHour(scope, by, now);
    }

    /** The record of one call that has ended: {@link CdrReads#newest}. */
    public Optional<Cdr> cdr(Scope scope, String callId) {
        return cdrs.newest(scope, callId);
    }

    /** The other legs of calls that have ended, by their ids: {@link CdrReads#legs}. */
    public Map<String, List<CdrLeg>> legs(Scope scope, List<Cdr> calls) {
        return cdrs.legs(scope, calls);
    }

    /** What each tier of a call was charged: {@link CdrReads#tiers}. */
    public List<Cdr> tiers(Scope scope, Cdr cdr) {
        return cdrs.tiers(scope, cdr);
    }

    /** A page of answered calls that somebody pays for: {@link CdrReads#charged}. */
    public Page<Cdr> chargedCalls(Scope scope, ChargedCalls calls) {
        return cdrs.charged(scope, calls);
    }

    /** The messages of one call: {@link MessageReads#trace}. */
    public List<TraceMessage> trace(Scope scope, String callId) {
        return messages.trace(scope, callId);
    }

    /** The RTCP reports of some Call-IDs: {@link MediaReads#reports}. */
    public List<CapturedReport> mediaReports(Scope scope, Collection<String> callIds) {
        return media.reports(scope, callIds);
    }

    /** A page of an account's ledger: {@link LedgerReads#statement}. */
    public Page<LedgerEntry> statement(Scope scope, StatementFilter filter) {
        return ledger.statement(scope, filter);
    }

    /** What calls were to each account: {@link ReportReads#calls}. */
    public List<CallMoney> moneyOfCalls(Scope scope, ReportFilter filter) {
        return reports.calls(scope, filter);
    }

    /** How calls got through in a longer time: {@link ReportReads#quality}. */
    public List<CallQuality> qualityOfCalls(Scope scope, ReportFilter filter, CdrGrouping by) {
        return reports.quality(scope, filter, by);
    }

    /** What moved each balance: {@link ReportReads#movements}. */
    public List<Movements> movements(Scope scope, ReportFilter filter) {
        return reports.movements(scope, filter);
    }

    /** The last events of a registered endpoint: {@link RegistrationReads#history}. */
    public List<RegistrationEvent> registrationHistory(Scope scope, String registrationId) {
        return registrations.history(scope, registrationId);
    }

    /** The last tests of a registered endpoint: {@link EndpointTestReads#newest}. */
    public List<EndpointTest> endpointTests(Scope scope, String registrationId) {
        return endpointTests.newest(scope, registrationId);
    }

    /** One test of an endpoint that has ended: {@link EndpointTestReads#test}. */
    public Optional<EndpointTest> endpointTest(Scope scope, String id) {
        return endpointTests.test(scope, id);
    }

    /** Alarms of the past: {@link AlarmReads#newest}. */
    public List<Alarm> alarms(Scope scope, AlarmFilter filter) {
        return alarms.newest(scope, filter);
    }

    /** For who writes. */
    StoreConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
