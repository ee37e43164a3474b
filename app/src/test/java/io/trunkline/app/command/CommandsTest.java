package io.trunkline.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.Role;
import io.trunkline.app.Trunkline;
import io.trunkline.app.api.ApiClient;
import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.ConfigKey;
import io.trunkline.app.config.Configuration;
import io.trunkline.app.config.Settings;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Ports;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sub-commands as a user types them, against a pipeline that runs. */
class CommandsTest {

    private static final String RATES = """
            prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment
            44,United Kingdom,0.60,0.05,60,30
            4420,London,0.30,0,1,1
            """;

    @TempDir
    private static Path dataDir;

    @TempDir
    private Path folder;

    private static final List<String> ASSIGNMENTS = new ArrayList<>();
    private static int hepPort;
    private static int kafkaPort;
    private static Trunkline trunkline;

    @BeforeAll
    static void start() {
        hepPort = Ports.free();
        assign(ConfigKey.HEP_TCP_PORT, hepPort);
        assign(ConfigKey.HEP_UDP_PORT, 0);
        assign(ConfigKey.HTTP_PORT, Ports.free());
        kafkaPort = Ports.free();
        assign(ConfigKey.KAFKA_PORT, kafkaPort);
        assign(ConfigKey.CLICKHOUSE_PORT, Ports.free());
        ASSIGNMENTS.add("books.closed-until=2026-10-01");
        var all = new ArrayList<>(ASSIGNMENTS);
        all.add(ConfigKey.DATA_DIR.key() + "=" + dataDir);
        var configuration = Configuration.load(Optional.empty(), Map.of(), all);
        trunkline =
                Trunkline.start(Settings.of(configuration), new AgentsFile(configuration), EnumSet.allOf(Role.class));
    }

    private static void assign(ConfigKey key, int value) {
        ASSIGNMENTS.add(key.key() + "=" + value);
    }

    @AfterAll
    static void stop() {
        if (trunkline != null) {
            trunkline.close();
        }
    }

    @Test
    void shouldImportRatesAndQuoteByThemWithTheSteps() throws IOException {
        Path file = file("rates.csv", RATES);
        var imported = run("import", "rates", "--card", "quoted", "--currency", "EUR", file.toString());
        assertEquals(new Ran(0, "2 lines of " + file + " are in force\n", ""), imported);
        var quoted = run("quote", "--card", "quoted", "--to", "447700900000", "--seconds", "61");
        assertEquals(new Ran(0, """
                  duration 61000 ms, counted as 61 s        0
                  connect fee                               0.05
                  first increment of 60 s at 0.60 a minute  0.6
                  1 × 30 s at 0.60 a minute                 0.3
                  rounded half up to 6 decimals             0.95
                0.95 EUR for 61 s to 447700900000 (United Kingdom, prefix 44; 90 s billed)
                """, ""), quoted);
    }

    @Test
    void shouldQuoteAtAnotherTime() throws IOException {
        Path file = file("rates.csv", """
                prefix,destination,rate_per_minute,effective_from,effective_until
                44,UK,1,,2026-01-01T00:00:00Z
                44,UK,2,2026-01-01T00:00:00Z,
                """);
        run("import", "rates", "--card", "renewed", "--currency", "EUR", file.toString());
        var before =
                run("quote", "--card", "renewed", "--to", "44", "--seconds", "60", "--at", "2025-12-31T23:59:59+00:00");
        assertEquals(0, before.exitCode(), before.err());
        assertTrue(before.out().contains("1 EUR for 60 s to 44"), before.out());
        var now = run("quote", "--card", "renewed", "--to", "44", "--seconds", "60");
        assertTrue(now.out().contains("2 EUR for 60 s to 44"), now.out());
    }

    @Test
    void shouldReplaceTheRatesOfACardThatIsThere() throws IOException {
        run(
                "import",
                "rates",
                "--card",
                "replaced",
                "--currency",
                "EUR",
                file("a.csv", RATES).toString());
        Path next = file("b.csv", "prefix,destination,rate_per_minute\n44,UK,3\n");
        assertEquals(
                0, run("import", "rates", "--card", "replaced", next.toString()).exitCode());
        var quoted = run("quote", "--card", "replaced", "--to", "442079460000", "--seconds", "60");
        assertTrue(quoted.out().endsWith("3 EUR for 60 s to 442079460000 (UK, prefix 44; 60 s billed)\n"));
    }

    @Test
    void shouldNameEveryBadLineOfADeckAndApplyNothing() throws IOException {
        run(
                "import",
                "rates",
                "--card",
                "strict",
                "--currency",
                "EUR",
                file("a.csv", RATES).toString());
        Path bad = file("bad.csv", """
                prefix,destination,rate_per_minute
                4x,UK,0.1
                33,France,0.2
                49,Germany,much
                """);
        var refused = run("import", "rates", "--card", "strict", bad.toString());
        assertEquals(1, refused.exitCode());
        assertEquals("", refused.out());
        List<String> lines = refused.err().lines().toList();
        assertEquals(3, lines.size(), refused.err());
        assertTrue(lines.get(0).startsWith(bad + ":2: prefix: "), lines.get(0));
        assertTrue(lines.get(1).startsWith(bad + ":4: rate_per_minute: "), lines.get(1));
        assertEquals("rates: " + bad + ": nothing was changed: 2 things are wrong with this file", lines.get(2));
        assertEquals(
                1,
                run("quote", "--card", "strict", "--to", "33", "--seconds", "1").exitCode());
    }

    @Test
    void shouldPrintWhatAnImportWouldChangeAndChangeNothing() throws IOException {
        String old = file("a.csv", RATES).toString();
        run("import", "rates", "--card", "compared", "--currency", "EUR", old);
        Path next = file("b.csv", """
                prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment
                44,United Kingdom,0.50,0.05,60,30
                33,France,0.20,0,1,1
                """);
        assertEquals(new Ran(0, """
                + 33: France, 0.20 a minute
                ~ 44: ratePerMinute 0.60 → 0.50
                - 4420: London, 0.30 a minute
                compared: 1 added, 1 changed (0 dearer, 1 cheaper), 1 removed, 0 unchanged: 2 lines instead of 2;\
                 nothing was changed
                """, ""), run("import", "rates", "--dry-run", "--card", "compared", next.toString()));
        assertEquals(
                0,
                run("quote", "--card", "compared", "--to", "4420", "--seconds", "60")
                        .exitCode());
        assertEquals(
                new Ran(1, "", "rates: there is no card uncompared with which to compare " + next + "\n"),
                run("import", "rates", "--dry-run", "--currency", "EUR", "--card", "uncompared", next.toString()));
    }

    @Test
    void shouldTakeAllRatesOffACardOnlyWhenItIsTold() throws IOException {
        run(
                "import",
                "rates",
                "--card",
                "emptied",
                "--currency",
                "EUR",
                file("a.csv", RATES).toString());
        String header = file("b.csv", "prefix,destination,rate_per_minute\n").toString();
        var refused = run("import", "rates", "--card", "emptied", header);
        assertEquals(1, refused.exitCode());
        assertTrue(refused.err().contains("no rate comes after the header"), refused.err());
        String[] quote = {"quote", "--card", "emptied", "--to", "44", "--seconds", "60"};
        assertEquals(0, run(quote).exitCode());
        assertEquals(
                new Ran(0, "0 lines of " + header + " are in force\n", ""),
                run("import", "rates", "--allow-empty", "--card", "emptied", header));
        assertEquals(1, run(quote).exitCode());
    }

    @Test
    void shouldQuoteByAnAccountTierByTier() throws IOException {
        run(
                "import",
                "rates",
                "--card",
                "tiered",
                "--currency",
                "EUR",
                file("a.csv", RATES).toString());
        Path accounts = file("accounts.csv", """
                id,name,currency,rate_card_id,parent_id
                above,Above,EUR,tiered,
                below,Below,EUR,tiered,above
                """);
        assertEquals(0, run("import", "accounts", accounts.toString()).exitCode());
        assertEquals(
                new Ran(0, """
                  duration 60000 ms, counted as 60 s        0
                  connect fee                               0.05
                  first increment of 60 s at 0.60 a minute  0.6
                  rounded half up to 6 decimals             0.65
                0.65 EUR for 60 s to 447700900000 (United Kingdom, prefix 44; 60 s billed)

                  duration 60000 ms, counted as 60 s        0
                  connect fee                               0.05
                  first increment of 60 s at 0.60 a minute  0.6
                  rounded half up to 6 decimals             0.65
                reseller above: 0.65 EUR (card tiered; 60 s billed)
                above pays, parent of below
                """, ""), run("quote", "--account", "below", "--to", "447700900000", "--seconds", "60"));
        assertEquals(
                new Ran(1, "", "quote: there is no package none\n"),
                run("quote", "--package", "none", "--to", "44", "--seconds", "60"));
    }

    @Test
    void shouldRatePastCallsAgainAndBookTheDifferenceOnce() throws IOException, InterruptedException {
        run(
                "import",
                "rates",
                "--card",
                "again",
                "--currency",
                "EUR",
                file("a.csv", RATES).toString());
        Path accounts = file("accounts.csv", "id,name,currency,rate_card_id\nrerated,Rerated,EUR,again\n");
        assertEquals(0, run("import", "accounts", accounts.toString()).exitCode());
        var kafka = new KafkaAddress("127.0.0.1:" + kafkaPort, KafkaAddress.DEFAULT_PREFIX);
        try (var writer = AcknowledgedWriter.open(kafka, "commands-test")) {
            writer.write(Topic.CDRS, "rerated", """
                    {"id":"past","callId":"past","accountId":"rerated","from":"4930","to":"447700900000",
                    "startedAt":"2026-11-01T10:00:00Z","answeredAt":"2026-11-01T10:00:05Z",
                    "endedAt":"2026-11-01T10:01:05Z","durationMillis":60000,"outcome":"answered","endedBy":"caller",
                    "status":200,"rating":"unrated","source":"","target":"","agent":"","level":0,"role":"caller"}
                    """.getBytes(StandardCharsets.UTF_8));
        }
        String[] dry = {
            "rerate",
            "--from",
            "2026-11-01T00:00:00Z",
            "--to",
            "2026-11-02T00:00:00Z",
            "--account",
            "rerated",
            "--calls"
        };
        Until.holds("the call to be stored", () -> {
            var ran = run(dry);
            assertEquals(0, ran.exitCode(), ran.err());
            return ran.out().contains("1 charges looked at");
        });
        assertEquals(new Ran(0, """
                2026-11-01T10:00:00.000000Z  past  caller rerated pays 0.65 instead of nothing EUR for the call to 447700900000
                account  destination     calls  before  after  difference
                rerated  United Kingdom      1       0   0.65       +0.65  EUR

                the platform would gain +0.65 EUR
                rerated would gain -0.65 EUR

                1 charges looked at, 1 differ, of them 1 without a price before; 0 that no rate fits stay as they are
                nothing was booked: --apply books it
                """, ""), run(dry));
        String[] apply = Stream.concat(Stream.of(dry), Stream.of("--apply")).toArray(String[]::new);
        var applied = run(apply);
        assertTrue(applied.out().contains("1 corrections were ordered"), applied.out() + applied.err());
        run(apply);
        Until.holds(
                "the record that was rated again", () -> run(dry).out().startsWith("1 charges looked at, 0 differ"));
        var booked = new Ran(0, "type\tamount\tafter\treference\ncorrection\t-0.65\t-0.65\tpast#1\n", "");
        Until.holds("one entry to be stored", () -> run(
                        "sql",
                        "SELECT type, toFloat64(amount) AS amount, toFloat64(balance_after) AS after, reference"
                                + " FROM ledger WHERE account_id = 'rerated'")
                .equals(booked));
        var refused = run("rerate", "--from", "2026-11-02T00:00:00Z", "--to", "2026-11-01T00:00:00Z");
        assertEquals(new Ran(1, "", "rerate: to must be after from\n"), refused);
    }

    @Test
    void shouldCorrectNoCallOfClosedBooksAndTakeTodaysEntries() throws IOException, InterruptedException {
        Path accounts = file("accounts.csv", "id,name,currency\nclosed,Closed,EUR\n");
        assertEquals(0, run("import", "accounts", accounts.toString()).exitCode());
        String since = "2026-09-30T23:59:59Z";
        String until = "2026-11-01T00:00:00Z";
        String why =
                "the books are closed until 2026-10-01T00:00:00Z (books.closed-until): calls from before cannot be corrected";
        String[] dry = {"rerate", "--account", "closed", "--to", until, "--from", since};
        assertEquals(0, run(dry).exitCode(), "it tells what it would be");
        String[] apply = Stream.concat(Stream.of(dry), Stream.of("--apply")).toArray(String[]::new);
        assertEquals(new Ran(1, "", "rerate: from: " + why + "\n"), run(apply));
        apply[apply.length - 2] = "2026-10-01T00:00:00Z";
        assertEquals(0, run(apply).exitCode(), "the books that are open are corrected");

        try (var api = new ApiClient(URI.create(trunkline.url()), trunkline.adminToken())) {
            var refused = api.post("/rerate", Map.of("from", since, "to", until, "apply", true));
            assertEquals(409, refused.status());
            assertEquals("from: " + why, refused.problem());
            for (String kind : List.of("charges", "corrections")) {
                var entry = Map.of("id", kind + "-of-today", "amount", "1.00", "description", "an entry of today");
                JsonNode booked = api.post("/accounts/closed/" + kind, entry).accepted();
                assertTrue(
                        Instant.parse(booked.path("at").asText()).isAfter(Instant.parse("2026-10-01T00:00:00Z")),
                        booked::toString);
            }
        }
    }

    @Test
    void shouldHoldTheFileOfACarrierAgainstWhatItCarried() throws IOException, InterruptedException {
        Path accounts = file("accounts.csv", "id,name,currency,trunks\ncarrier,Carrier,EUR,198.51.100.9\n");
        assertEquals(0, run("import", "accounts", accounts.toString()).exitCode());
        var kafka = new KafkaAddress("127.0.0.1:" + kafkaPort, KafkaAddress.DEFAULT_PREFIX);
        try (var writer = AcknowledgedWriter.open(kafka, "commands-test")) {
            for (String call : List.of("kept", "lost")) {
                writer.write(Topic.CDRS, "carrier", """
                        {"id":"%1$s","callId":"%1$s","accountId":"carrier","from":"4930","to":"447700900000",
                        "startedAt":"2026-11-03T10:00:00Z","answeredAt":"2026-11-03T10:00:05Z",
                        "endedAt":"2026-11-03T10:01:05Z","durationMillis":60000,"billedSeconds":60,
                        "outcome":"answered","endedBy":"caller","status":200,"rating":"rated","price":"0.06",
                        "currency":"EUR","source":"","target":"","agent":"","level":1,"role":"provider"}
                        """.formatted(call).getBytes(StandardCharsets.UTF_8));
            }
        }
        Until.holds(
                "the calls to be stored", () -> run("sql", "SELECT count() AS n FROM cdrs WHERE account_id = 'carrier'")
                        .equals(new Ran(0, "n\n2\n", "")));
        Path theirs = file("carrier.csv", """
                Called;Date;Time;Duration;Amount
                +44 7700 900000;03.11.2026;11:00:06;1:15;0,075
                """);
        Path report = folder.resolve("report.csv");
        String[] typed = {
            "reconcile",
            theirs.toString(),
            "--provider",
            "carrier",
            "--delimiter",
            ";",
            "--decimal-comma",
            "--number-column",
            "called",
            "--time-column",
            "Date",
            "--time-column",
            "Time",
            "--time-format",
            "dd.MM.yyyy HH:mm:ss",
            "--zone",
            "Europe/Berlin",
            "--seconds-column",
            "Duration",
            "--price-column",
            "Amount",
            "--from",
            "2026-11-01T00:00:00Z",
            "--to",
            "2026-12-01T00:00:00Z"
        };
        assertEquals(new Ran(0, """
                other length   2026-11-03T10:00:05Z  kept  447700900000: 60 s here for 0.06, 75 s there for 0.075
                missing there  2026-11-03T10:00:05Z  lost  447700900000: 60 s here for 0.06, not there

                               calls  seconds here  seconds there  here  there  difference
                matched            0             0              0     0      0           0  EUR
                other length       1            60             75  0.06  0.075      +0.015  EUR
                other price        0             0              0     0      0           0  EUR
                missing here       0             0              0     0      0           0  EUR
                missing there      1            60              0  0.06      0       -0.06  EUR
                duplicate          0             0              0     0      0           0  EUR
                all                2           120             75  0.12  0.075      -0.045  EUR

                compared from 2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z
                the carrier's times are 1 s later than ours in the median
                """, ""), run(typed));
        var reported = run(Stream.concat(Stream.of(typed), Stream.of("--report", report.toString(), "--exit-code"))
                .toArray(String[]::new));
        assertEquals(3, reported.exitCode(), reported.err());
        assertTrue(reported.out().endsWith(report + " has what differs\n"), reported.out());
        assertEquals(3, Files.readAllLines(report).size());
        Path bad = file("bad.csv", "number,time,seconds\nx,y,z\n44,2026-11-03T10:00:05Z,long\n");
        assertEquals(new Ran(1, "", """
                %1$s:2: number: is no telephone number: x
                %1$s:3: seconds: is no number: long
                reconcile: %1$s: nothing was compared: 2 things are wrong with this file
                """.formatted(bad)), run("reconcile", bad.toString(), "--provider", "carrier"));
        assertEquals(
                new Ran(1, "", "reconcile: there is no account nobody\n"),
                run("reconcile", theirs.toString(), "--provider", "nobody"));
    }

    @Test
    void shouldMakeNoCardUnlessItIsToldTheCurrency() throws IOException {
        var refused =
                run("import", "rates", "--card", "missing", file("a.csv", RATES).toString());
        assertEquals(new Ran(1, "", "rates: there is no card missing: give --currency to make it\n"), refused);
        var quoted = run("quote", "--card", "missing", "--to", "44", "--seconds", "1");
        assertEquals(new Ran(1, "", "quote: there is no rate card missing\n"), quoted);
    }

    @Test
    void shouldMakeNoCardForAFileThatIsRefused() throws IOException {
        Path bad = file("bad.csv", "prefix,destination,rate_per_minute\n44,UK,much\n");
        var refused = run("import", "rates", "--card", "spoiled", "--currency", "EUR", bad.toString());
        assertEquals(1, refused.exitCode());
        assertEquals(2, refused.err().lines().count(), refused.err());
        assertEquals(
                new Ran(1, "", "quote: there is no rate card spoiled\n"),
                run("quote", "--card", "spoiled", "--to", "44", "--seconds", "1"));
    }

    @Test
    void shouldImportAccounts() throws IOException {
        Path file = file("accounts.csv", """
                id,name,currency,balance_management,sip_users,numbers
                acme,Acme,EUR,hard,alice bob,4930123 4930124
                globex,Globex,USD,,,
                """);
        assertEquals(
                new Ran(0, "2 lines of " + file + " are in force\n", ""), run("import", "accounts", file.toString()));
        Path bad = file("bad.csv", """
                id,name,currency,sip_users
                initech,Initech,EUR,
                hooli,Hooli,euro,
                thief,Thief,EUR,alice
                """);
        var refused = run("import", "accounts", bad.toString());
        assertEquals(1, refused.exitCode());
        assertEquals(
                List.of(
                        bad + ":3: currency: must be an ISO 4217 code such as EUR, not euro",
                        bad + ":4: sip_users: alice belongs to the account acme",
                        "accounts: " + bad + ": nothing was changed: 2 things are wrong with this file"),
                refused.err().lines().toList());
    }

    @Test
    void shouldSayWhenThereIsNoSuchFile() {
        Path absent = folder.resolve("absent.csv");
        for (String[] command : new String[][] {
            {"import", "accounts", absent.toString()},
            {"import", "rates", "--card", "a", absent.toString()}
        }) {
            assertEquals(new Ran(1, "", command[1] + ": there is no file to read at " + absent + "\n"), run(command));
        }
        assertEquals(2, run("replay", absent.toString()).exitCode());
    }

    @Test
    void shouldReadTheStoreTabSeparatedWithNames() {
        assertEquals(
                new Ran(0, "n\ttext\tnothing\n0\ta\\tb\t\\N\n1\ta\\tb\t\\N\n", ""),
                run("sql", "SELECT number AS n, 'a\\tb' AS text, NULL AS nothing FROM numbers(2)"));
        var tables = run("sql", "SHOW TABLES FROM trunkline");
        assertTrue(tables.out().contains("\nmessages\n"), tables.out());
        assertEquals(new Ran(0, "n\n0\n", ""), run("sql", "SELECT count() AS n FROM cdrs WHERE call_id = 'none'"));
    }

    @Test
    void shouldChangeTheStoreOnlyWithWrite() {
        assertEquals(
                0,
                run("sql", "--write", "CREATE TABLE notes (text String) ORDER BY text")
                        .exitCode());
        String insert = "INSERT INTO notes VALUES ('kept')";
        for (String change : List.of(
                insert,
                "INSERT INTO notes SETTINGS readonly = 0 VALUES ('kept')",
                "INSERT INTO notes SELECT 'kept'",
                "DROP TABLE notes",
                "TRUNCATE TABLE notes",
                "SET readonly = 0")) {
            var refused = run("sql", change);
            assertEquals(1, refused.exitCode(), change);
            assertEquals("", refused.out());
            assertTrue(refused.err().startsWith("sql: "), refused.err());
            assertEquals(1, refused.err().lines().count(), refused.err());
        }
        assertEquals(new Ran(0, "text\n", ""), run("sql", "SELECT text FROM notes"));
        assertEquals(new Ran(0, "", ""), run("sql", "--write", insert));
        assertEquals(new Ran(0, "text\nkept\n", ""), run("sql", "SELECT text FROM notes"));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAStatement() {
        var refused = run("sql", "SELECT nonsense FROM nowhere");
        assertEquals(1, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().contains("nowhere"), refused.err());
    }

    @Test
    void shouldReplayACaptureIntoTheStore() throws IOException {
        Path capture = folder.resolve("captured.hep");
        Files.write(capture, HepEncoder.encode(options("replayed-by-command")));
        var sent = run("replay", "--to", "127.0.0.1:" + hepPort, "--speed", "max", capture.toString());
        assertEquals(0, sent.exitCode(), sent.err());
        assertTrue(sent.out().startsWith("sent 1 packets to 127.0.0.1:" + hepPort + " over TCP\n"), sent.out());
        Until.holds("the message to be stored", () -> run(
                        "sql", "SELECT count() AS n FROM messages WHERE call_id = 'replayed-by-command'")
                .equals(new Ran(0, "n\n1\n", "")));
    }

    @Test
    void shouldFailWhenNothingListens() {
        int free = Ports.free();
        String port = Integer.toString(free);
        assertEquals(
                new Ran(
                        1,
                        "",
                        "quote: nothing answers at http://127.0.0.1:" + free + ": is trunkline running there?\n"),
                run("quote", "--card", "a", "--to", "44", "--seconds", "1", "--set", "http.port=" + port));
        assertEquals(
                new Ran(1, "", "sql: nothing answers at 127.0.0.1:" + free + ": is trunkline running there?\n"),
                run("sql", "SELECT 1", "--set", "clickhouse.port=" + port));
        var elsewhere = run("sql", "SELECT 1", "--set", "clickhouse.url=jdbc:clickhouse://u:pw@127.0.0.1:" + port);
        assertEquals(
                new Ran(1, "", "sql: nothing answers at the address in clickhouse.url: does the server run?\n"),
                elsewhere);
        var replay =
                run("replay", "--to", "127.0.0.1:" + port, file("a.hep", "").toString());
        assertEquals(1, replay.exitCode());
    }

    @Test
    void shouldSayWhereItLookedForTheToken() {
        var refused = run("quote", "--card", "a", "--to", "44", "--seconds", "1", "--data-dir", folder.toString());
        assertEquals(1, refused.exitCode());
        assertTrue(refused.err().contains(folder.resolve("admin-token").toString()), refused.err());
    }

    /** Runs a command for the pipeline of the test. */
    private static Ran run(String... typed) {
        var arguments = new ArrayList<>(List.of(typed));
        boolean configured =
                List.of("import", "quote", "rerate", "reconcile", "sql", "run").contains(typed[0]) && typed.length > 1;
        if (configured) {
            int at = typed[0].equals("import") ? 2 : 1;
            ASSIGNMENTS.forEach(each -> arguments.addAll(at, List.of("--set", each)));
            if (!arguments.contains("--data-dir")) {
                arguments.addAll(at, List.of("--data-dir", dataDir.toString()));
            }
        }
        return Ran.of(arguments.toArray(String[]::new));
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HepPacket options(String callId) {
        String text = """
                OPTIONS sip:192.0.2.2 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1
                From: <sip:probe@192.0.2.1>;tag=1
                To: <sip:192.0.2.2>
                Call-ID: %s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(callId).replace("\n", "\r\n");
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return HepPacket.empty()
                .capturedAtMicros(1_700_000_000_000_000L)
                .ipProtocol(HepPacket.UDP)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(new byte[] {(byte) 192, 0, 2, 1}, 5060)
                .target(new byte[] {(byte) 192, 0, 2, 2}, 5060)
                .payload(payload, 0, payload.length);
    }
}
