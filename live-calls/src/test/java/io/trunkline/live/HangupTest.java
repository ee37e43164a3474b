package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.testing.Until;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a browser asked of the store, and does not wait for any more, ends in the store. */
@ExtendWith(LivePipeline.Extension.class)
class HangupTest {

    /** Reads the calls of a week, one by one as they are laid out here. */
    private static final String SLOW_PATH = "/api/v1/quality/before";

    private final LivePipeline pipeline;
    private Connection store;

    HangupTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void putTheTableAside() throws SQLException {
        store = DriverManager.getConnection(pipeline.jdbcUrl());
        execute("RENAME TABLE trunkline.cdrs TO trunkline.cdrs_aside");
    }

    @AfterEach
    void putTheTableBack() throws SQLException {
        execute("DROP VIEW trunkline.cdrs");
        execute("RENAME TABLE trunkline.cdrs_aside TO trunkline.cdrs");
        store.close();
    }

    /** A table of calls of which each takes a tenth of a second to be read. */
    private void layOut(int calls) throws SQLException {
        execute("""
                CREATE VIEW trunkline.cdrs AS
                SELECT 'acme' AS account_id, '' AS called_account_id, '203.0.113.51' AS trunk, 'Berlin' AS destination,
                    'answered' AS outcome, 'caller' AS cause_by, 0 AS level, 1000 AS duration_millis,
                    now64(6, 'UTC') - toIntervalDay(1) - toIntervalMinute(5) AS started_at,
                    toNullable(started_at) AS ringing_at, toNullable(started_at) AS answered_at, started_at AS ended_at
                FROM numbers(%d)
                WHERE sleepEachRow(0.1) = 0
                SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0""".formatted(calls));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = store.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many statements read the table now. */
    private long running() {
        try (var statement = store.createStatement();
                var rows = statement.executeQuery("SELECT countIf(query LIKE '%AS days,%') FROM system.processes"
                        + " WHERE query NOT LIKE '%system.processes%'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + LivePipeline.TOKEN + "\r\n\r\n";
    }

    private Socket asking(String request) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), pipeline.live().httpPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void shouldEndTheStatementWhoseBrowserWentAway() throws Exception {
        layOut(10_000);
        try (Socket stays = asking(request(SLOW_PATH))) {
            try (Socket _ = asking(request(SLOW_PATH))) {
                Until.holds("both are asked for", () -> running() == 2);
            }
            Until.holds("the statement is ended", () -> running() == 1);
            assertTrue(stays.isConnected());
        }
        Until.holds("the other is, too", () -> running() == 0);
    }

    @Test
    void shouldAnswerWhatIsSentWhileItLooksForTheBrowser() throws Exception {
        layOut(10);
        try (Socket socket = asking(request(SLOW_PATH))) {
            Until.holds("it is asked for", () -> running() == 1);
            socket.getOutputStream()
                    .write((request("/api/v1/agents") + request(SLOW_PATH)).getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertEquals(
                    3,
                    lines.lines()
                            .filter(line -> line.contains("HTTP/1.1 200"))
                            .limit(3)
                            .count());
        }
    }
}
