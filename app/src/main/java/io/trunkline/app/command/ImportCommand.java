package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.config.Settings;
import io.trunkline.protocol.Json;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
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
        subcommands = {ImportCommand.Rates.class, ImportCommand.Accounts.class})
final class ImportCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "say what to import: rates or accounts");
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

        @Option(names = "--currency", paramLabel = "CODE", description = "currency of a new card: EUR")
        private String currency;

        @Override
        public Integer call() throws FileNotFoundException {
            var body = BodyPublishers.ofFile(file);
            var api = ApiClient.of(Settings.of(options.configuration()));
            String path = "/api/v1/rate-cards/" + card;
            if (api.ask(path).status() == NOT_FOUND) {
                makeCard(api, path);
            }
            return report(spec, file, api.put(path + "/rates", "text/csv", body));
        }

        private void makeCard(ApiClient api, String path) {
            if (currency == null) {
                throw new CommandException("there is no card " + card + ": give --currency to make it");
            }
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", card);
            fields.put("name", name == null ? card : name);
            fields.put("currency", currency);
            var answer = api.put(path, "application/json", BodyPublishers.ofByteArray(Json.write(fields)));
            if (!answer.succeeded()) {
                throw new CommandException("cannot make the card " + card + ": " + answer.problem());
            }
        }
    }

    /** Accounts, one a line. */
    @Command(
            name = "accounts",
            description = {
                "Make or replace accounts, one a line. Columns: id, name, currency and, optional, balance_management,",
                "credit_limit, low_balance_threshold, low_balance_email, rate_card_id, sip_users, source_networks,",
                "numbers (lists with spaces between), billing_day."
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
        public Integer call() throws FileNotFoundException {
            var body = BodyPublishers.ofFile(file);
            var api = ApiClient.of(Settings.of(options.configuration()));
            return report(spec, file, api.put("/api/v1/accounts", "text/csv", body));
        }
    }

    private static int report(CommandSpec spec, Path file, ApiClient.Answer answer) {
        if (answer.succeeded()) {
            spec.commandLine()
                    .getOut()
                    .println(answer.body().path("lines").asText() + " lines of " + file + " are in force");
            return 0;
        }
        var err = spec.commandLine().getErr();
        for (JsonNode line : answer.body().path("error").path("lines")) {
            err.printf(
                    "%s:%s: %s: %s%n",
                    file,
                    line.path("line").asText(),
                    line.path("column").asText(),
                    line.path("message").asText());
        }
        throw new CommandException("nothing of " + file + " was applied: " + answer.problem());
    }
}
