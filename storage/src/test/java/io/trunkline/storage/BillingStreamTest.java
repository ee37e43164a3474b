package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.connection.StoreSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example for ClickHouse in docs/billing-stream.md, run on the real engine with records as they stand in the topic. */
@ExtendWith(ClickHouseServer.class)
class BillingStreamTest {

    private static final Path PAGE =
            Path.of(System.getProperty("trunkline.root", "..")).resolve("docs/billing-stream.md");
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FORMAT_SETTING = Pattern.compile("(input_format_\\w+|date_time_\\w+) = [^,;\\n]+");

    /** What reads the topic: here nobody does, the records are put in by hand. */
    private static final Pattern KAFKA = Pattern.compile("ENGINE = Kafka\\s+SETTINGS.*", Pattern.DOTALL);

    private final URI server;

    BillingStreamTest(StoreSettings settings) {
        server = URI.create(settings.jdbcUrl().replaceFirst("^jdbc:clickhouse:(http:)?//([^/?]+).*", "http://$2/"));
    }

    private static List<String> statements() throws IOException {
        return SQL.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split(";\\s*(\\n|$)")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private String ask(String sql) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(server)
                            .POST(BodyPublishers.ofString(sql))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), sql + "\n" + answer.body());
            return answer.body();
        }
    }

    @Test
    void shouldBeSqlThatTheEngineUnderstands() throws IOException, InterruptedException {
        assertEquals(5, statements().size(), "the page has other examples than this test thinks");
        for (String statement : statements()) {
            assertTrue(ask("EXPLAIN AST " + statement).length() > 10, statement);
        }
    }

    @Test
    void shouldKeepOfACallThatWasRatedAgainTheLastPrice() throws IOException, InterruptedException {
        ask("DROP DATABASE IF EXISTS billing SYNC");
        List<String> all = statements();
        for (String statement : all.subList(0, 4)) {
            ask(KAFKA.matcher(statement).replaceFirst("ENGINE = Null").replace("WHERE _error = ''", ""));
        }
        Cdr first = Calls.answered("billed", Instant.parse("2026-11-05T10:00:00.000001Z"));
        Cdr again = first.ratedAgain(first.tariff(), 60, 0, new BigDecimal("0.0142"), List.of());
        Cdr other = Calls.answered("other", Instant.parse("2026-11-06T10:00:00Z"));
        Cdr refused = Calls.busy("refused", Instant.parse("2026-11-06T10:00:00Z"));
        String settings = FORMAT_SETTING
                .matcher(all.get(2))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(", "));
        // Read twice, and in another order.
        for (List<Cdr> read : List.of(List.of(first, again, refused), List.of(again, first, other))) {
            String records = read.stream()
                    .map(cdr -> new String(Json.write(cdr), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("\n"));
            ask("INSERT INTO billing.cdrs_queue SETTINGS " + settings + " FORMAT JSONEachRow\n" + records);
        }
        assertEquals(
                3,
                Integer.parseInt(ask("SELECT count() FROM billing.cdrs FINAL").strip()));
        BigDecimal sum = other.price().add(new BigDecimal("0.0142"));
        assertEquals(
                "acme\tEUR\t2\t" + sum.stripTrailingZeros().toPlainString(),
                ask(all.get(4)).strip());
        assertEquals(
                "2026-11-05 10:00:00.000001\t1\tcaller",
                ask("SELECT startedAt, revision, role FROM billing.cdrs FINAL WHERE id = 'billed'")
                        .strip());
        ask("DROP DATABASE billing SYNC");
    }
}
