package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiClient;
import io.trunkline.app.reconcile.CarrierCall;
import io.trunkline.app.reconcile.DifferenceReport;
import io.trunkline.app.reconcile.Finding;
import io.trunkline.app.reconcile.Moment;
import io.trunkline.app.reconcile.OurCall;
import io.trunkline.app.reconcile.Reconciliation;
import io.trunkline.app.reconcile.Summary;
import io.trunkline.app.reconcile.Tolerances;
import io.trunkline.tariff.BadLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a carrier's CDRs against ours: progress goes to standard error, the result to standard output. */
@Command(
        name = "reconcile",
        description = "Hold a carrier's CDRs against ours: what is missing on either side, or differs.",
        footer = {
            "",
            "Calls are paired by their called number, where times differ by no more than the tolerance. With --report",
            "every difference is a line of a CSV, with its Call-ID, fit to be sent to the carrier.",
            "Exit code 0: it was compared. 3: with --exit-code, there are differences. 1: something went wrong. 2: wrong",
            "usage."
        },
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {

    private static final int DIFFERENCES = 3;
    private static final int MOST_TOLD = 50;
    private static final BigDecimal LONGEST_TOLERANCE_SECONDS = new BigDecimal(3_600);
    private static final BigDecimal LONGEST_SHIFT_SECONDS = new BigDecimal(100_000);

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private CarrierFormatOptions format;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.csv", description = "the carrier's CDRs")
    private Path file;

    @Option(names = "--provider", required = true, paramLabel = "ID", description = "the account of the carrier")
    private String provider;

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "calls from this moment on, ISO-8601 (default: the file's first call)")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "calls before this, ISO-8601 (default: the file's last call)")
    private String to;

    @Option(
            names = "--compare",
            paramLabel = "MOMENT",
            defaultValue = "answered",
            description = "what the carrier's time is: started, answered or ended (default: ${DEFAULT-VALUE})")
    private String compared;

    @Option(names = "--billed", description = "the carrier's length is what it bills, not what was talked")
    private boolean billed;

    @Option(
            names = "--tolerance",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "by how much times may differ (default: ${DEFAULT-VALUE})")
    private BigDecimal tolerance;

    @Option(
            names = "--length-tolerance",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "by how much lengths may differ (default: ${DEFAULT-VALUE})")
    private int lengthTolerance;

    @Option(
            names = "--price-tolerance",
            paramLabel = "AMOUNT",
            defaultValue = "0",
            description = "by how much the price of a call may differ: 0.00005 where the carrier has four decimals"
                    + " (default: ${DEFAULT-VALUE})")
    private BigDecimal priceTolerance;

    @Option(
            names = "--shift",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "is added to the carrier's times (default: ${DEFAULT-VALUE})")
    private BigDecimal shift;

    @Option(names = "--report", paramLabel = "FILE", description = "write what differs to a CSV, whole or not at all")
    private Path report;

    @Option(names = "--all", description = "write the calls that match to the report, too")
    private boolean all;

    @Option(names = "--exit-code", description = "exit with 3 when there are differences")
    private boolean exitCode;

    private long told;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandException("there is no file to read at " + file);
        }
        if (report != null && !Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw new CommandException("there is no folder for the report " + report);
        }
        PrintWriter err = spec.commandLine().getErr();
        try (var api = options.api()) {
            String currency = currency(api, err);
            Reconciliation.Order order = order(currency);
            Optional<DifferenceReport> lines =
                    report == null ? Optional.empty() : Optional.of(new DifferenceReport(report, currency));
            try (AutoCloseable unfinished = lines.isPresent() ? lines.get() : () -> {}) {
                var reconciliation = new Reconciliation(
                        order,
                        (since, until, cursor) -> page(api, since, until, cursor),
                        finding -> take(finding, lines),
                        line -> {
                            err.println(line);
                            err.flush();
                        });
                Summary summary = reconciliation.run(file);
                if (lines.isPresent()) {
                    lines.get().finish();
                }
                print(reconciliation, summary, currency);
                return exitCode && !summary.agrees() ? DIFFERENCES : 0;
            } catch (Reconciliation.BadFileException e) {
                for (BadLine bad : e.told()) {
                    err.println(file + ":" + bad.line() + ": " + (bad.column().isEmpty() ? "" : bad.column() + ": ")
                            + bad.message());
                }
                throw new CommandException(file + ": nothing was compared: " + e.getMessage());
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private Reconciliation.Order order(String currency) {
        Instant first = time("--from", from);
        Instant end = time("--to", to);
        check(first == null || end == null || first.isBefore(end), "--to must be after --from");
        check(isWithin(tolerance, LONGEST_TOLERANCE_SECONDS), "--tolerance takes 0 to 3600 seconds");
        check(lengthTolerance >= 0, "--length-tolerance takes seconds");
        check(priceTolerance.signum() >= 0, "--price-tolerance takes an amount of 0 or more");
        check(isWithin(shift.abs(), LONGEST_SHIFT_SECONDS), "--shift takes at most 100000 seconds");
        check(!all || report != null, "--all says what is written to a --report");
        Moment moment =
                switch (compared) {
                    case "started" -> Moment.STARTED;
                    case "answered" -> Moment.ANSWERED;
                    case "ended" -> Moment.ENDED;
                    default ->
                        throw new ParameterException(
                                spec.commandLine(), "--compare takes started, answered or ended, not " + compared);
                };
        return new Reconciliation.Order(
                format.format(spec.commandLine()),
                currency,
                first,
                end,
                millis(shift),
                moment,
                billed,
                new Tolerances(millis(tolerance), lengthTolerance, format.hasPrices() ? priceTolerance : null));
    }

    private static boolean isWithin(BigDecimal value, BigDecimal most) {
        return value.signum() >= 0 && value.compareTo(most) <= 0;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static long millis(BigDecimal seconds) {
        return seconds.movePointRight(3).longValue();
    }

    private Instant time(String option, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes a time with its zone, as 2026-11-01T00:00:00Z, not " + text);
        }
    }

    private String currency(ApiClient api, PrintWriter err) throws IOException, InterruptedException {
        var answer = api.get("/accounts/" + ApiClient.escaped(provider));
        if (answer.notFound()) {
            throw new CommandException("there is no account " + provider);
        }
        JsonNode account = answer.accepted();
        if (account.path("trunks").isEmpty()) {
            err.println(provider + " has no trunks: only calls that it carried before count");
        }
        return account.path("currency").asText();
    }

    private JsonNode page(ApiClient api, Instant since, Instant until, String cursor)
            throws IOException, InterruptedException {
        return api.get("/accounts/" + ApiClient.escaped(provider) + "/calls?role=provider&limit=10000&since="
                        + ApiClient.escaped(since.toString()) + "&until=" + ApiClient.escaped(until.toString())
                        + (cursor == null ? "" : "&cursor=" + ApiClient.escaped(cursor)))
                .accepted();
    }

    private void take(Finding finding, Optional<DifferenceReport> lines) throws IOException {
        boolean differs = finding.kind() != Finding.Kind.MATCHED;
        if (lines.isPresent()) {
            if (differs || all) {
                lines.get().write(finding);
            }
        } else if (differs && ++told <= MOST_TOLD) {
            spec.commandLine().getOut().println(line(finding));
        }
    }

    /** As in {@code other length  a84b4c76e66710  2026-11-01T10:00:05Z  447700900000: 61 s here, 75 s there; 0.01 and 0.02}. */
    private static String line(Finding finding) {
        OurCall ours = finding.ours();
        CarrierCall carriers = finding.carriers();
        String here = ours == null
                ? "not here"
                : ours.seconds() + " s here for " + (ours.price() == null ? "no price" : text(ours.price()));
        String there = carriers == null
                ? "not there"
                : carriers.seconds() + " s there" + (carriers.price() == null ? "" : " for " + text(carriers.price()));
        return "%-13s  %s  %s  %s: %s, %s"
                .formatted(
                        finding.kind().words(),
                        Instant.ofEpochMilli(ours == null ? carriers.atMillis() : ours.atMillis()),
                        ours == null ? "line " + carriers.line() : ours.id(),
                        ours == null ? carriers.number() : ours.number(),
                        here,
                        there);
    }

    private void print(Reconciliation reconciliation, Summary summary, String currency) {
        PrintWriter out = spec.commandLine().getOut();
        if (told > MOST_TOLD) {
            out.println("… and " + (told - MOST_TOLD) + " more: --report FILE.csv has them all");
        }
        if (told > 0) {
            out.println();
        }
        var table = new TextTable("", "calls", "seconds here", "seconds there", "here", "there", "difference", "");
        for (Finding.Kind kind : Finding.Kind.values()) {
            add(table, kind.words(), summary.of(kind), currency);
        }
        add(table, "all", summary.all(), currency);
        table.print(out);
        out.println();
        out.println("compared from " + reconciliation.from() + " to " + reconciliation.to());
        summary.medianMillis()
                .ifPresent(median -> out.println(
                        "the carrier's times are " + Summary.seconds(median) + " s later than ours in the median"));
        summary.clockAdvice().ifPresent(out::println);
        tell(out, summary.withoutRate(), "calls have no price here: no rate of the cost card fits, they count as 0");
        tell(out, summary.attempts(), "lines of 0 s that cost nothing and fit no call were left out");
        tell(out, summary.outsidePeriod(), "lines lie outside the period and were left out");
        tell(
                out,
                summary.twiceGivenTimes(),
                "times stand in an hour that came twice, and were taken for the first of the two");
        if (report != null) {
            out.println(report + " has " + (all ? "all of it" : "what differs"));
        }
    }

    private static void tell(PrintWriter out, long count, String what) {
        if (count > 0) {
            out.println(count + " " + what);
        }
    }

    private static void add(TextTable table, String title, Summary.Sums sums, String currency) {
        String difference = text(sums.difference());
        table.add(
                title,
                Long.toString(sums.calls()),
                Long.toString(sums.ourSeconds()),
                Long.toString(sums.carriersSeconds()),
                text(sums.ourPrice()),
                text(sums.carriersPrice()),
                sums.difference().signum() > 0 ? "+" + difference : difference,
                currency);
    }

    private static String text(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
}
