package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcRoundTripTest {
    @TempDir
    static Path directory;

    private static EmbeddedClickHouse clickHouse;

    @BeforeAll
    static void start() {
        clickHouse = EmbeddedClickHouse.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        clickHouse.close();
    }

    /** The engine passes over names that it does not know: so this holds them against a new version. */
    @Test
    void shouldMergePartsAsTheConfigurationSays() throws SQLException {
        var changed = new HashMap<String, String>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT name, value FROM system.merge_tree_settings WHERE changed")) {
            while (row.next()) {
                changed.put(row.getString("name"), row.getString("value"));
            }
        }
        assertEquals(Map.of("auto_statistics_types", "", "merge_selector_base", "16"), changed);
    }

    @Test
    void shouldGiveBackEveryTypeThatTheProductStores() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE types (
                      id UInt64, name String, kind LowCardinality(String), at DateTime64(6, 'UTC'),
                      price Decimal(18, 6), small UInt8, port UInt16, size UInt32, signed Int64,
                      flags Array(String), maybe Nullable(Int32), headers Map(String, String), guard UInt8
                    ) ENGINE = MergeTree ORDER BY id""");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO types VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setObject(1, new BigInteger("18446744073709551615"));
                insert.setString(2, "line\n\nwith 'quotes', a \\ and a \u00fc\u4e2d\0.");
                insert.setString(3, "INVITE");
                insert.setObject(4, LocalDateTime.parse("2026-11-21T03:04:05.123456"));
                insert.setBigDecimal(5, new BigDecimal("123456789012.345678"));
                insert.setInt(6, 255);
                insert.setInt(7, 65535);
                insert.setLong(8, 4294967295L);
                insert.setLong(9, Long.MIN_VALUE);
                insert.setObject(10, new String[] {"a", "b'c"});
                insert.setObject(11, null);
                insert.setObject(12, Map.of("Call-ID", "x@y"));
                insert.setInt(13, 7);
                assertEquals(1, insert.executeUpdate());
            }
            try (ResultSet row = statement.executeQuery("SELECT * FROM types")) {
                assertTrue(row.next());
                assertEquals(new BigInteger("18446744073709551615"), row.getObject(1));
                assertEquals("line\n\nwith 'quotes', a \\ and a \u00fc\u4e2d\0.", row.getString(2));
                assertEquals("INVITE", row.getString(3));
                assertEquals(LocalDateTime.parse("2026-11-21T03:04:05.123456"), row.getObject(4, LocalDateTime.class));
                assertEquals(new BigDecimal("123456789012.345678"), row.getBigDecimal(5));
                assertEquals(255, row.getInt(6));
                assertEquals(65535, row.getInt(7));
                assertEquals(4294967295L, row.getLong(8));
                assertEquals(Long.MIN_VALUE, row.getLong(9));
                assertArrayEquals(
                        new String[] {"a", "b'c"}, (Object[]) row.getArray(10).getArray());
                row.getInt(11);
                assertTrue(row.wasNull());
                assertEquals(Map.of("Call-ID", "x@y"), row.getObject(12));
                assertEquals(7, row.getInt(13));
                assertFalse(row.next());
            }
        }
    }

    @Test
    void shouldInsertABatch() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE batch (id UInt32, text String) ENGINE = MergeTree ORDER BY id");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO batch (id, text) VALUES (?, ?)")) {
                for (int i = 0; i < 1000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "row " + i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            assertEquals("1000 row 999", one(statement, "SELECT concat(count(), ' ', max_by(text, id)) FROM batch"));
        }
    }

    @Test
    void shouldStreamAResultOfManyBlocks() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT number AS n, toString(number) AS text FROM numbers(500000)")) {
            long expected = 0;
            while (rows.next()) {
                assertEquals(expected, rows.getLong("n"));
                assertEquals(Long.toString(expected), rows.getString("text"));
                expected++;
            }
            assertEquals(500_000, expected);
        }
    }

    @Test
    void shouldReportTheCodeOfAnUnknownTable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM nowhere"));
            assertTrue(refused.getMessage().contains("Code: 60"), refused.getMessage());
        }
    }

    @Test
    void shouldServeADriverWithDefaultSettings() throws SQLException {
        String url = clickHouse.jdbcUrl().replaceAll("\\?.*", "");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertEquals("499999500000", one(statement, "SELECT sum(number) FROM numbers(1000000)"));
            assertEquals("6", one(statement, "SELECT length(repeat('abc', 2))"));
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute("SELEC 1"));
            assertTrue(refused.getMessage().contains("Code: 62"), refused.getMessage());
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(clickHouse.jdbcUrl());
    }
}
