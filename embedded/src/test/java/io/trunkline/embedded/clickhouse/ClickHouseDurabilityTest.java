package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.ChildJvm;
import io.trunkline.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseDurabilityTest {
    private static final int BATCH_ROWS = 1000;
    private static final int BATCHES_BEFORE_THE_KILL = 40;

    @TempDir
    Path directory;

    @Test
    void shouldKeepItsDataOverARestartInTheSameProcess() throws Exception {
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0)) {
            run(clickHouse.url(), "CREATE TABLE kept (id UInt32) ENGINE = MergeTree ORDER BY id");
            run(clickHouse.url(), "INSERT INTO kept VALUES (42)");
        }
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0)) {
            assertEquals("42", run(clickHouse.url(), "SELECT id FROM kept"));
        }
        try (EmbeddedClickHouse elsewhere = EmbeddedClickHouse.start(directory.resolve("other"), 0)) {
            assertEquals("0", run(elsewhere.url(), "EXISTS TABLE kept"));
        }
    }

    @Test
    void shouldKeepEveryAcknowledgedRowWhenTheProcessIsKilledInTheMidstOfInserts() throws Exception {
        long acknowledged = 0;
        try (ChildJvm child = ChildJvm.start(Inserter.class, directory.toString())) {
            for (int batch = 0; batch < BATCHES_BEFORE_THE_KILL; batch++) {
                acknowledged = Long.parseLong(child.await("acknowledged"));
            }
        }
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0)) {
            String missing = "SELECT " + acknowledged + " - uniqExact(id) FROM killed WHERE id < " + acknowledged;
            assertEquals("0", run(clickHouse.url(), missing));
            assertEquals("0", run(clickHouse.url(), "SELECT count() % " + BATCH_ROWS + " FROM killed"));
            run(clickHouse.url(), "INSERT INTO killed VALUES (4000000000)");
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherProcessUses() throws Exception {
        try (ChildJvm child = ChildJvm.start(Inserter.class, directory.toString())) {
            child.await("acknowledged");
            EmbeddedStartException refused =
                    assertThrows(EmbeddedStartException.class, () -> EmbeddedClickHouse.start(directory, 0));
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
        }
        EmbeddedClickHouse.start(directory, 0).close();
    }

    @Test
    void shouldRefuseASecondOneInTheProcessAndNameAPortThatIsTaken() throws IOException {
        try (EmbeddedClickHouse first = EmbeddedClickHouse.start(directory, 0)) {
            EmbeddedStartException refused = assertThrows(
                    EmbeddedStartException.class, () -> EmbeddedClickHouse.start(directory.resolve("second"), 0));
            assertTrue(refused.getMessage().contains("already"), refused.getMessage());
            assertTrue(first.url().startsWith("http://127.0.0.1:"));
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            EmbeddedStartException refused = assertThrows(
                    EmbeddedStartException.class, () -> EmbeddedClickHouse.start(directory, taken.getLocalPort()));
            assertTrue(refused.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refused.getMessage());
            assertTrue(refused.getMessage().contains("clickhouse.port"), refused.getMessage());
        }
    }

    private static String run(String url, String sql) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .POST(HttpRequest.BodyPublishers.ofString(sql))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return answer.body().strip();
        }
    }

    /** Inserts batch after batch and tells how many rows have been acknowledged, until it is killed. */
    static final class Inserter {
        private Inserter() {}

        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(Path.of(arguments[0]), 0)) {
                run(clickHouse.url(), "CREATE TABLE killed (id UInt32) ENGINE = MergeTree ORDER BY id");
                for (int begin = 0; ; begin += BATCH_ROWS) {
                    String rows = IntStream.range(begin, begin + BATCH_ROWS)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("\n"));
                    run(clickHouse.url(), "INSERT INTO killed FORMAT TSV\n" + rows + "\n");
                    out.println("acknowledged " + (begin + BATCH_ROWS));
                }
            }
        }
    }
}
