package io.trunkline.app.command;

import io.trunkline.app.api.ApiClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a CSV through the API: all of it or nothing. */
@Command(
        name = "import",
        description = "Load a CSV through the API: all of it or nothing, every bad line reported.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.Rates.class, ImportCommand.Accounts.class, ImportCommand.Numbers.class})
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "say what to import: rates, accounts or numbers");
    }

    /** The rates of one card. */
    @Command(
            name = "rates",
            description = "Replace the rates of a card; --currency makes the card when there is none.",
            mixinStandardHelpOptions = true)
    static final class Rates implements Callable<Integer> {

        @Mixin
        private ConfigurationOptions options;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE.csv", description = "prefix, destination, rate_per_minute and optional columns")
        private Path file;

        @Option(names = "--card", required = true, paramLabel = "ID", description = "the rate card")
        private String card;

        @Option(names = "--name", paramLabel = "TEXT", description = "name of a new card (default: its id)")
        private String name;

        @Option(
                names = "--allow-empty",
                description = "take a file without a line, which leaves the card without rates")
        private boolean allowEmpty;

        @Option(names = "--dry-run", description = "change nothing, and print what would be changed")
        private boolean dryRun;

        @Option(names = "--currency", paramLabel = "CODE", description = "currency of a new card: EUR")
        private String currency;

        @Override
        public Integer call() throws IOException, InterruptedException {
            var csv = csv(file);
            try (var api = options.api()) {
                String path = "/rate-cards/" + ApiClient.escaped(card);
                boolean isNew = api.get(path).notFound();
                if (isNew) {
                    if (dryRun) {
                        throw new CommandException("there is no card " + card + " with which to compare " + file);
                    }
                    makeCard(api, path);
                }
                var answer = api.putCsv(path + "/rates?allowEmpty=" + allowEmpty + "&dryRun=" + dryRun, csv);
                if (isNew && !answer.succeeded()) {
                    takeBack(api, path);
                }
                return dryRun && answer.succeeded()
                        ? RateChangesReport.print(spec.commandLine().getOut(), card, answer.body())
                        : CsvReport.print(spec.commandLine(), file, answer, "rates");
            }
        }

        /** A file that is refused changes nothing: a card that was made for it goes again. */
        private void takeBack(ApiClient api, String path) throws IOException, InterruptedException {
            var deleted = api.delete(path);
            if (!deleted.succeeded()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "the card " + card + ", made for this file, stays without rates: " + deleted.problem());
            }
        }

        private void makeCard(ApiClient api, String path) throws IOException, InterruptedException {
            if (currency == null) {
                throw new CommandException("there is no card " + card + ": give --currency to make it");
            }
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", card);
            fields.put("name", name == null ? card : name);
            fields.put("currency", currency);
            var answer = api.put(path, fields);
            if (!answer.succeeded()) {
                throw new CommandException("cannot make the card " + card + ": " + answer.problem());
            }
        }
    }

    /** Accounts, one a line. */
    @Command(
            name = "accounts",
            description = "Make or replace accounts, one a line.",
            footer = {
                "",
                "Columns: id, name, currency and, optional, balance_management,",
                "credit_limit, low_balance_threshold, low_balance_email, rate_card_id, sip_users, source_networks,",
                "numbers, trunks, international_prefixes (lists with spaces between), billing_day, package_id, parent_id,",
                "country, trunk_prefix, first_name, last_name."
            },
            mixinStandardHelpOptions = true)
    static final class Accounts implements Callable<Integer> {

        @Mixin
        private ConfigurationOptions options;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE.csv", description = "the accounts")
        private Path file;

        @Override
        public Integer call() throws IOException, InterruptedException {
            var csv = csv(file);
            try (var api = options.api()) {
                return CsvReport.print(spec.commandLine(), file, api.putCsv("/accounts", csv), "lines");
            }
        }
    }

    /** Numbers, one a line. */
    @Command(
            name = "numbers",
            description = "Make or replace numbers (DIDs), one a line.",
            footer = {"", "Columns: number and, optional, account_id, rate_per_minute, monthly_fee, setup_fee, target."
            },
            mixinStandardHelpOptions = true)
    static final class Numbers implements Callable<Integer> {

        @Mixin
        private ConfigurationOptions options;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE.csv", description = "the numbers")
        private Path file;

        @Override
        public Integer call() throws IOException, InterruptedException {
            var csv = csv(file);
            try (var api = options.api()) {
                return CsvReport.print(spec.commandLine(), file, api.putCsv("/numbers", csv), "lines");
            }
        }
    }

    private static BodyPublisher csv(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandException("there is no file to read at " + file);
        }
        return BodyPublishers.ofFile(file);
    }
}
