package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpInterfaceTest {
    private static final long BODY_LIMIT_BYTES = 8L * 1024 * 1024;

    @TempDir
    static Path directory;

    private static EmbeddedClickHouse clickHouse;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        clickHouse = EmbeddedClickHouse.start(directory, 0, ClickHouseUsers.ANYBODY, BODY_LIMIT_BYTES);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        clickHouse.close();
    }

    @Test
    void shouldSayOkToAPing() throws Exception {
        assertEquals("Ok.\n", send(HttpRequest.newBuilder(uri("/ping"))).body());
    }

    @Test
    void shouldAnswerAStatementInTheUrlOrInTheBodyOrInBoth() throws Exception {
        assertEquals("3\n", get("SELECT 1 + 2").body());
        assertEquals("3\n", post("", "SELECT 1 + 2; -- with a comment").body());
        assertEquals("3\n", post("query=" + encode("SELECT 1 +"), "2").body());
    }

    @Test
    void shouldFormatAsTheUrlTheHeaderOrTheStatementSays() throws Exception {
        assertEquals(
                "{\"n\":7}\n",
                post("default_format=JSONEachRow", "SELECT 7 AS n").body());
        HttpResponse<String> byHeader =
                send(HttpRequest.newBuilder(uri("/")).header("X-ClickHouse-Format", "CSVWithNames"), "SELECT 7 AS n");
        assertEquals("\"n\"\n7\n", byHeader.body());
        HttpResponse<String> byStatement = post("default_format=CSV", "SELECT 7 AS n FORMAT JSON");
        assertTrue(byStatement.body().contains("\"rows\": 1"), byStatement.body());
        assertEquals("JSON", header(byStatement, "X-ClickHouse-Format"));
        assertEquals("application/json; charset=UTF-8", header(byStatement, "Content-Type"));
    }

    @Test
    void shouldFormatALongResultAsOneWhole() throws Exception {
        String[] lines = post("default_format=TSVWithNames", "SELECT number AS n FROM numbers(300000)")
                .body()
                .split("\n");
        assertEquals("n", lines[0]);
        assertEquals(300_001, lines.length);
        assertEquals("299999", lines[300_000]);
    }

    @Test
    void shouldBindParametersAndNeverReadThemAsSql() throws Exception {
        HttpResponse<String> answer = post(
                "param_who=" + encode("x' OR 1 = 1 --") + "&param_n=41",
                "SELECT {who:String} AS who, {n:UInt32} + 1 AS n");
        assertEquals("x\\' OR 1 = 1 --\t42\n", answer.body());
    }

    @Test
    void shouldApplySettingsToTheirOwnRequestOnly() throws Exception {
        assertEquals(
                "3\n", post("max_threads=3", "SELECT getSetting('max_threads')").body());
        assertTrue(!post("", "SELECT getSetting('max_threads')").body().equals("3\n"));
        HttpResponse<String> unknown = post("no_such_setting=1", "SELECT 1");
        assertEquals(404, unknown.statusCode());
        assertEquals("115", header(unknown, "X-ClickHouse-Exception-Code"));
    }

    @Test
    void shouldLookUpNamesInTheDatabaseOfTheRequest() throws Exception {
        post("", "CREATE DATABASE IF NOT EXISTS `odd ``name`");
        assertEquals(
                "odd `name\n",
                post("database=" + encode("odd `name"), "SELECT currentDatabase()")
                        .body());
        assertEquals("81", header(post("database=nowhere", "SELECT 1"), "X-ClickHouse-Exception-Code"));
    }

    @Test
    void shouldRefuseToChangeAnythingByGet() throws Exception {
        HttpResponse<String> refused = get("CREATE TABLE by_get (a UInt8) ENGINE = Memory");
        assertEquals("164", header(refused, "X-ClickHouse-Exception-Code"));
        assertEquals("0\n", post("", "EXISTS TABLE by_get").body());
    }

    @Test
    void shouldTellErrorsByStatusCodeAndText() throws Exception {
        HttpResponse<String> unknown = post("", "SELECT * FROM nowhere");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().startsWith("Code: 60. DB::Exception: "), unknown.body());
        assertEquals(400, post("", "SELEC 1").statusCode());
        assertEquals("62", header(post("", "SELECT 1; SELECT 2"), "X-ClickHouse-Exception-Code"));
        assertEquals(404, send(HttpRequest.newBuilder(uri("/nothing/here"))).statusCode());
        assertEquals(501, post("session_id=x", "SELECT 1").statusCode());
        assertEquals(400, post("a%20b=x", "SELECT 1").statusCode());
    }

    @Test
    void shouldBreakTheConnectionOffWhenAResultFailsAfterItsBegin() throws Exception {
        String sql = "SELECT throwIf(number = 5000000), repeat('x', 20) FROM numbers(6000000)";
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), uri("/").getPort())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + sql.length() + "\r\n\r\n" + sql)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 100));
            assertTrue(answer.contains("Code: 395."), answer.substring(answer.length() - 300));
            assertTrue(!answer.endsWith("0\r\n\r\n"), "the last chunk must be missing");
        }
    }

    @Test
    void shouldInsertAnyBytesWhole() throws Exception {
        post("", "CREATE TABLE raw (id UInt8, payload String, guard UInt8) ENGINE = MergeTree ORDER BY id");
        byte[] payload = "\n\n\0 FORMAT CSV\r\n\r\nINVITE".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.write(10);
        row.write(payload.length);
        row.write(payload);
        row.write(9);
        HttpResponse<String> byUrl = send(HttpRequest.newBuilder(
                        uri("/?query=" + encode("INSERT INTO raw (id, payload, guard) FORMAT RowBinary")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(row.toByteArray())));
        assertEquals(200, byUrl.statusCode(), byUrl.body());
        assertTrue(header(byUrl, "X-ClickHouse-Summary").contains("\"written_rows\":\"1\""));
        HttpResponse<byte[]> back = client.send(
                HttpRequest.newBuilder(uri("/"))
                        .POST(HttpRequest.BodyPublishers.ofString("SELECT * FROM raw FORMAT RowBinary"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertArrayEquals(row.toByteArray(), back.body());
    }

    @Test
    void shouldInsertMoreThanOneReadOfText() throws Exception {
        post("", "CREATE TABLE many (id UInt32, text String) ENGINE = MergeTree ORDER BY id");
        StringBuilder body = new StringBuilder("INSERT INTO many VALUES ");
        for (int i = 0; i < 20_000; i++) {
            body.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", 'line\n\n")
                    .append(i)
                    .append("')");
        }
        assertEquals(200, post("", body + ";").statusCode());
        assertEquals(
                "20000\t20000\tline\\n\\n19999\n",
                post("", "SELECT count(), uniqExact(id), max_by(text, id) FROM many")
                        .body());
    }

    @Test
    void shouldWriteNothingOfAnInsertThatFailsInTheMiddle() throws Exception {
        post("", "CREATE TABLE whole (id UInt32) ENGINE = MergeTree ORDER BY id");
        HttpResponse<String> broken = post("query=" + encode("INSERT INTO whole FORMAT TSV"), "1\n2\nthree\n");
        assertEquals(400, broken.statusCode());
        assertEquals("0\n", post("", "SELECT count() FROM whole").body());
    }

    @Test
    void shouldWriteABlockOnceForADeduplicationToken() throws Exception {
        post(
                "",
                "CREATE TABLE once (id UInt32) ENGINE = MergeTree ORDER BY id"
                        + " SETTINGS non_replicated_deduplication_window = 100");
        String url = "insert_deduplication_token=journal-7&query=" + encode("INSERT INTO once FORMAT TSV");
        assertEquals(200, post(url, "1\n2\n").statusCode());
        assertEquals(200, post(url, "1\n2\n").statusCode());
        assertEquals(200, post(url.replace("journal-7", "journal-8"), "1\n2\n").statusCode());
        assertEquals("4\n", post("", "SELECT count() FROM once").body());
    }

    @Test
    void shouldTakeAndGiveGzip() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("SELECT 'zipped'".getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri("/?enable_http_compression=1"))
                        .header("Content-Encoding", "gzip")
                        .header("Accept-Encoding", "gzip, deflate")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElseThrow());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertEquals("zipped\n", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        HttpResponse<String> error = send(
                HttpRequest.newBuilder(uri("/?enable_http_compression=1")).header("Accept-Encoding", "gzip"),
                "SELECT nothing");
        assertTrue(error.body().startsWith("Code: 47."), error.body());
    }

    @Test
    void shouldRefuseABodyBeyondTheLimitAndWriteNothingOfIt() throws Exception {
        post("", "CREATE TABLE limited (text String) ENGINE = MergeTree ORDER BY text");
        String url = "/?query=" + encode("INSERT INTO limited FORMAT TSV");
        byte[] tooLong = ("x".repeat(1023) + "\n")
                .repeat((int) BODY_LIMIT_BYTES / 1024 + 1)
                .getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> withLength =
                send(HttpRequest.newBuilder(uri(url)).POST(HttpRequest.BodyPublishers.ofByteArray(tooLong)));
        assertEquals(413, withLength.statusCode());
        assertTrue(withLength.body().contains(Long.toString(BODY_LIMIT_BYTES)), withLength.body());
        HttpResponse<String> withoutLength = send(HttpRequest.newBuilder(uri(url))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong))));
        assertEquals(413, withoutLength.statusCode());
        assertEquals("0\n", post("", "SELECT count() FROM limited").body());
    }

    @Test
    void shouldRefuseWhatABrowserSendsForAForeignPage() throws Exception {
        assertEquals(
                403,
                send(HttpRequest.newBuilder(uri("/")).header("Origin", "https://evil.example"), "SELECT 1")
                        .statusCode());
        assertEquals(
                200,
                send(HttpRequest.newBuilder(uri("/")).header("Origin", "http://localhost:3000"), "SELECT 1")
                        .statusCode());
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), uri("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /?query=SELECT+1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void shouldAnswerManyStatementsAtOnce() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String sql = "SELECT sum(number) + " + i + " FROM numbers(100000)";
                answers.add(callers.submit(() -> post("", sql).body()));
            }
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(4999950000L + i + "\n", answers.get(i).get());
        }
    }

    private static HttpResponse<String> get(String sql) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/?query=" + encode(sql))));
    }

    private static HttpResponse<String> post(String query, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/?" + query)), body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String body)
            throws IOException, InterruptedException {
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(no " + name + ")");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI uri(String path) {
        return URI.create(clickHouse.url() + path);
    }
}
