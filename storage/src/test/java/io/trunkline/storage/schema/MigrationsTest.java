package io.trunkline.storage.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.storage.ClickHouseServer;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.schema.Migrations.Migration;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class MigrationsTest {

    private final StoreSettings settings;
    private StoreConnection connection;

    MigrationsTest(StoreSettings settings) {
        this.settings = settings;
    }

    @BeforeEach
    void emptyServer() {
        connection = new StoreConnection(settings);
        connection.execute("DROP DATABASE IF EXISTS trunkline SYNC");
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void shouldNameEveryFileThatThereIs() throws IOException, URISyntaxException {
        Path directory = Path.of(Migrations.class.getResource("migrations").toURI());
        try (var files = Files.list(directory)) {
            assertEquals(
                    Migrations.FILES,
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldApplyEachFileOnce() {
        new Migrations(connection, Migrations.all()).apply();
        new Migrations(connection, Migrations.all()).apply();

        assertEquals(Migrations.FILES, applied());
    }

    @Test
    void shouldBearThatAFileWasAppliedButNotRecorded() {
        new Migrations(connection, Migrations.all()).apply();
        connection.execute("TRUNCATE TABLE trunkline.migrations");

        new Migrations(connection, Migrations.all()).apply();

        assertEquals(Migrations.FILES, applied());
    }

    @Test
    void shouldBearTwoProcessesThatStartAtOnce() throws Exception {
        Callable<Void> start = () -> {
            try (Store store = Store.open(settings)) {
                store.migrate();
                return null;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> started : threads.invokeAll(List.of(start, start, start))) {
                started.get();
            }
        }

        assertEquals(Migrations.FILES, applied());
    }

    /** The account is part of a key by which what is there is ordered. */
    @Test
    void shouldKeepWhatIsThereWhenAccountsBecomePlainTexts() {
        List<Migration> before = Migrations.all().stream()
                .filter(migration -> migration.name().compareTo("015") < 0)
                .toList();
        new Migrations(connection, before).apply();
        connection.execute("INSERT INTO trunkline.cdrs (call_id, account_id, called_account_id, started_at)"
                + " SELECT 'call-' || number, 'account-' || number % 3, 'called', toDateTime64('2026-11-01', 6, 'UTC')"
                + " FROM numbers(30)");
        connection.execute("INSERT INTO trunkline.ledger (id, account_id, sequence, at)"
                + " SELECT toString(number), 'account-' || number % 3, number, now64(6) FROM numbers(30)");

        new Migrations(connection, Migrations.all()).apply();
        connection.execute("INSERT INTO trunkline.cdrs (call_id, account_id, called_account_id, started_at)"
                + " SELECT 'more-' || number, 'account-1', 'called', toDateTime64('2026-11-01', 6, 'UTC')"
                + " FROM numbers(5)");
        connection.execute("OPTIMIZE TABLE trunkline.cdrs FINAL");

        assertEquals(15, count("trunkline.cdrs FINAL WHERE account_id = 'account-1' AND called_account_id = 'called'"));
        assertEquals(10, count("trunkline.ledger FINAL WHERE account_id = 'account-2'"));
        assertEquals(
                0,
                count("system.columns WHERE database = 'trunkline' AND name LIKE '%account_id' AND type != 'String'"));
    }

    /** Records from before there was a column for it say what was shown of them. */
    @Test
    void shouldSayByWhichTrunkTheCallsLeftThatAreThere() {
        List<Migration> before = Migrations.all().stream()
                .filter(migration -> migration.name().compareTo("018") < 0)
                .toList();
        new Migrations(connection, before).apply();
        connection.execute(
                "INSERT INTO trunkline.cdrs (call_id, called_account_id, started_at, target, outcome, cause_by) VALUES"
                        + " ('four', '', now64(6), '203.0.113.7:5060', 'answered', 'caller'),"
                        + " ('six', '', now64(6), '[2001:db8::7]:5060', 'busy', 'callee'),"
                        + " ('inside', 'globex', now64(6), '192.0.2.9:5070', 'answered', 'caller'),"
                        + " ('refused', '', now64(6), '198.51.100.1:5060', 'rejected', 'platform')");

        new Migrations(connection, Migrations.all()).apply();

        assertEquals(1, count("trunkline.cdrs WHERE call_id = 'four' AND trunk = '203.0.113.7'"));
        assertEquals(1, count("trunkline.cdrs WHERE call_id = 'six' AND trunk = '2001:db8::7'"));
        assertEquals(2, count("trunkline.cdrs WHERE call_id IN ('inside', 'refused') AND trunk = ''"));
    }

    private long count(String from) {
        return connection
                .rows(Query.of("count", "SELECT count() AS n FROM " + from), Map.of(), row -> row.getLong("n"))
                .getFirst();
    }

    @Test
    void shouldRefuseAFileThatWasChangedAfterItHadBeenApplied() {
        new Migrations(connection, List.of(new Migration("001-a.sql", "SELECT 1;"))).apply();
        var changed = new Migrations(connection, List.of(new Migration("001-a.sql", "SELECT 2;")));

        var failure = assertThrows(StoreException.class, changed::apply);

        assertEquals(
                "migration 001-a.sql was changed after it had been applied: restore it and put the change into a"
                        + " new file",
                failure.getMessage());
        assertEquals(StoreException.Category.REFUSED, failure.category());
    }

    @Test
    void shouldRefuseADatabaseOfANewerVersion() {
        new Migrations(connection, List.of(new Migration("999-later.sql", "SELECT 1;"))).apply();

        var failure = assertThrows(StoreException.class, () -> new Migrations(connection, Migrations.all()).apply());

        assertTrue(failure.getMessage().contains("999-later.sql"), failure.getMessage());
    }

    @Test
    void shouldNameTheFileAndTheStatementThatFailed() {
        var broken = new Migrations(
                connection, List.of(new Migration("001-a.sql", "SELECT 1;\n-- half; a comment\nSELEKT 2;")));

        var failure = assertThrows(StoreException.class, broken::apply);

        assertTrue(failure.getMessage().startsWith("migration 001-a.sql, statement 2: "), failure.getMessage());
        assertEquals(List.of(), applied());
    }

    @Test
    void shouldKeepRowsAsLongAsTheSettingsSay() {
        migrate(Duration.ofDays(14), Duration.ofDays(400));

        assertTrue(definition("messages").contains("TTL toDateTime(received_at) + toIntervalSecond(1209600)"));
        assertTrue(definition("unreadable").contains("TTL toDateTime(recorded_at) + toIntervalSecond(1209600)"));
        assertTrue(definition("cdrs").contains("TTL toDateTime(started_at) + toIntervalSecond(34560000)"));
    }

    @Test
    void shouldFollowARetentionThatWasChanged() {
        migrate(Duration.ofDays(14), Duration.ofDays(400));
        migrate(Duration.ofDays(3), Duration.ofDays(400));

        assertTrue(definition("messages").contains("toIntervalSecond(259200)"));
        assertTrue(definition("cdrs").contains("toIntervalSecond(34560000)"));
    }

    @Test
    void shouldLeaveARetentionAloneThatIsRight() {
        migrate(Duration.ofDays(14), Duration.ofDays(400));
        var retention = new Retention(connection);

        assertFalse(retention.apply("messages", "received_at", Duration.ofDays(14)));
        assertTrue(retention.apply("messages", "received_at", Duration.ofDays(15)));
    }

    private void migrate(Duration messages, Duration cdrs) {
        try (Store store = Store.open(
                new StoreSettings(settings.jdbcUrl(), settings.user(), settings.password(), messages, cdrs))) {
            store.migrate();
        }
    }

    private List<String> applied() {
        return connection.rows(
                Query.named(Migrations.class, "migrations-applied"), Map.of(), row -> row.getString("name"));
    }

    private String definition(String table) {
        return connection
                .rows(
                        Query.named(Migrations.class, "table-definition"),
                        Map.of("table", table),
                        row -> row.getString("engine_full"))
                .getFirst();
    }
}
