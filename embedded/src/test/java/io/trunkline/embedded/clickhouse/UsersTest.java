package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    private static final String OWNER_PASSWORD = "höchst geheim: 1";
    private static final String READER_PASSWORD = "less:so";

    @TempDir
    static Path directory;

    private static EmbeddedClickHouse clickHouse;
    private static HttpClient client;
    private static Path secret;

    @BeforeAll
    static void start() throws Exception {
        secret = Files.writeString(directory.resolve("secret.txt"), "treasure\n");
        clickHouse = EmbeddedClickHouse.start(
                directory.resolve("data"), 0, new ClickHouseUsers(OWNER_PASSWORD, READER_PASSWORD));
        client = HttpClient.newHttpClient();
        asOwner("CREATE DATABASE calls");
        asOwner("CREATE TABLE calls.cdrs (id UInt32) ENGINE = MergeTree ORDER BY id");
        asOwner("INSERT INTO calls.cdrs SELECT number FROM numbers(3)");
    }

    @AfterAll
    static void stop() {
        client.close();
        clickHouse.close();
    }

    @Test
    void shouldLetTheOwnerInByEachWayThatClientsUse() throws Exception {
        String sql = "SELECT currentUser()";
        assertEquals(
                "default\n",
                send(basic(request(""), "default", OWNER_PASSWORD), sql).body());
        assertEquals(
                "default\n",
                send(request("").header("X-ClickHouse-User", "reader").header("X-ClickHouse-Key", READER_PASSWORD), sql)
                        .body());
        assertEquals(
                "default\n",
                send(request("user=default&password=" + URLEncoder.encode(OWNER_PASSWORD, StandardCharsets.UTF_8)), sql)
                        .body());
    }

    @Test
    void shouldRefuseAndCountWhoHasNoOrAWrongPassword() throws Exception {
        long before = clickHouse.refusedLogins();
        HttpResponse<String> none = send(request(""), "SELECT 1");
        assertEquals(403, none.statusCode());
        assertEquals(
                "516", none.headers().firstValue("X-ClickHouse-Exception-Code").orElseThrow());
        assertTrue(none.headers().firstValue("WWW-Authenticate").isPresent());
        assertEquals(
                403,
                send(basic(request(""), "default", READER_PASSWORD), "SELECT 1").statusCode());
        assertEquals(
                403,
                send(basic(request(""), "reader", OWNER_PASSWORD), "SELECT 1").statusCode());
        assertEquals(403, send(basic(request(""), "nobody", ""), "SELECT 1").statusCode());
        assertEquals(
                403,
                send(request("").header("Authorization", "Basic !"), "SELECT 1").statusCode());
        assertEquals(
                403,
                send(request("").header("Authorization", "Bearer x"), "SELECT 1")
                        .statusCode());
        assertEquals(before + 6, clickHouse.refusedLogins());
        assertFalse(none.body().contains(OWNER_PASSWORD));
    }

    @Test
    void shouldSayThatItLivesToAnybody() throws Exception {
        HttpRequest ping =
                HttpRequest.newBuilder(URI.create(clickHouse.url() + "/ping")).build();
        assertEquals(
                "Ok.\n", client.send(ping, HttpResponse.BodyHandlers.ofString()).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM calls.cdrs",
                "SELECT toString(count()) FROM calls.cdrs FORMAT TSV",
                "WITH 3 AS three SELECT three",
                "(SELECT 3)",
                "SELECT count() OVER () FROM calls.cdrs LIMIT 1",
                "SELECT 2 + count() FROM numbers(1)",
                "SELECT 2 + count() FROM system.tables WHERE database = 'calls'",
            })
    void shouldLetTheReaderRead(String sql) throws Exception {
        HttpResponse<String> answer = asReader("", sql);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("3\n", answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM file('SECRET', 'LineAsString')",
                "SELECT file('SECRET')",
                "SELECT `file`('SECRET')",
                "SELECT \"f\\x69le\"('SECRET')",
                "SELECT \u201cfile\u201d('SECRET')",
                "SELECT * APPLY(file) FROM (SELECT 'SECRET' AS path)",
                "SELECT arrayMap({f:Identifier}, ['SECRET'])",
                "SELECT sum(1) OVER (ORDER BY file('SECRET'))",
                "SELECT $$--$$, file('SECRET')",
                "SHOW TABLES WHERE file('SECRET') != ''",
                "DESCRIBE TABLE file('SECRET')",
                "DESCRIBE (SELECT * FROM url('http://127.0.0.1:1/'))",
                "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString', 'line String')",
                "SELECT * FROM remote('127.0.0.1:1', 'system', 'one')",
                "SELECT * FROM executable('ls', 'LineAsString', 'line String')",
                "SELECT * FROM mysql('127.0.0.1:1', 'd', 't', 'u', 'p')",
                "SELECT * FROM sqlite('SECRET', 't')",
                "SELECT 1 INTO OUTFILE 'SECRET.out'",
                "SELECT * FROM system.users",
                "SELECT * FROM system.grants",
                "SHOW CREATE USER default",
                "INSERT INTO calls.cdrs VALUES (9)",
                "INSERT INTO calls.cdrs SELECT 9",
                "ALTER TABLE calls.cdrs DELETE WHERE 1",
                "DROP TABLE calls.cdrs",
                "CREATE TEMPORARY TABLE t (a UInt8)",
                "CREATE FUNCTION f AS x -> x",
                "SYSTEM FLUSH LOGS",
                "KILL QUERY WHERE 1",
                "SET ROLE owner",
                "SET readonly = 0",
                "SELECT 1 SETTINGS readonly = 0",
                "EXECUTE AS default SELECT 1",
                "# SELECT\nKILL QUERY WHERE 1",
                "SELECT 1; SELECT file('SECRET')",
            })
    void shouldRefuseTheReaderWhatIsMoreThanReading(String sql) throws Exception {
        HttpResponse<String> answer = asReader("param_f=file", sql.replace("SECRET", secret.toString()));
        assertTrue(answer.statusCode() >= 400, answer.body());
        assertFalse(answer.body().contains("treasure"), answer.body());
        assertFalse(Files.exists(Path.of(secret + ".out")));
        assertEquals("3\n", asOwner("SELECT count() FROM calls.cdrs"));
    }

    @Test
    void shouldRefuseTheReaderSettingsThatLiftTheRules() throws Exception {
        assertEquals(
                500,
                asReader("allow_experimental_eval_table_function=1", "SELECT 1").statusCode());
        assertEquals(500, asReader("format_schema=x", "SELECT 1").statusCode());
        assertEquals(200, asReader("max_execution_time=5", "SELECT 1").statusCode());
    }

    @Test
    void shouldLeaveTheOwnerWhatTheReaderMayNot() throws Exception {
        assertEquals("treasure\\n\n", asOwner("SELECT file('" + secret + "')"));
    }

    @Test
    void shouldServeTheDriverWithAPassword() throws Exception {
        for (String user : new String[] {"default", "reader"}) {
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", user.equals("reader") ? READER_PASSWORD : OWNER_PASSWORD);
            try (var connection = DriverManager.getConnection(clickHouse.jdbcUrl(), properties);
                    var statement = connection.prepareStatement("SELECT id FROM calls.cdrs WHERE id > ? ORDER BY id")) {
                statement.setInt(1, 1);
                try (var rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt(1));
                }
            }
        }
    }

    private static String asOwner(String sql) throws IOException, InterruptedException {
        return send(basic(request(""), "default", OWNER_PASSWORD), sql).body();
    }

    private static HttpResponse<String> asReader(String query, String sql) throws IOException, InterruptedException {
        return send(basic(request(query), "reader", READER_PASSWORD), sql);
    }

    private static HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(clickHouse.url() + "/?" + query));
    }

    private static HttpRequest.Builder basic(HttpRequest.Builder request, String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String sql)
            throws IOException, InterruptedException {
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(sql)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
