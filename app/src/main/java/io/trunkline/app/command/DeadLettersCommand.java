package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records that move money and could not be processed: lists them, and has them tried again. */
@Command(
        name = "dead-letters",
        description = "Records that move money and could not be processed: which they are, and to try them again.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.ListCommand.class, DeadLettersCommand.PutBackCommand.class})
final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say list or put-back");
    }

    private static List<JsonNode> all(ApiClient api) throws IOException, InterruptedException {
        var letters = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = api.get("/dead-letters?limit=1000" + cursor).accepted();
            page.path("items").forEach(letters::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + ApiClient.escaped(page.path("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return letters;
    }

    /** Which wait. */
    @Command(
            name = "list",
            description = "What waits to be put back: a line each, with id, account, tries, time and reason.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {

        @Mixin
        private ConfigurationOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (var api = options.api()) {
                List<JsonNode> letters = all(api);
                PrintWriter out = spec.commandLine().getOut();
                for (JsonNode letter : letters) {
                    out.printf(
                            "%s\t%s\t%s tries\t%s\t%s%n",
                            letter.path("id").asText(),
                            letter.path("accountId").asText(),
                            letter.path("attempts").asText(),
                            letter.path("at").asText(),
                            letter.path("reason").asText());
                }
                if (letters.isEmpty()) {
                    out.println("nothing waits to be put back");
                }
                return 0;
            }
        }
    }

    /** Has them tried again. */
    @Command(
            name = "put-back",
            description = {
                "Tries records again, each with all that wait of the same call. What goes through leaves the list;",
                "what fails once more stays on it with its new reason. Nothing is booked twice."
            },
            mixinStandardHelpOptions = true)
    static final class PutBackCommand implements Callable<Integer> {

        @Mixin
        private ConfigurationOptions options;

        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "ID", description = "ids, as list gives them")
        private List<String> ids = List.of();

        @Option(names = "--all", description = "all that wait")
        private boolean all;

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (all == !ids.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "give the ids, or --all");
            }
            try (var api = options.api()) {
                List<String> wanted = all
                        ? all(api).stream()
                                .map(letter -> letter.path("id").asText())
                                .toList()
                        : ids;
                for (String id : wanted) {
                    var answer = api.post("/dead-letters/" + ApiClient.escaped(id) + "/put-back", Map.of());
                    if (!answer.succeeded()) {
                        throw new CommandException(id + ": " + answer.problem());
                    }
                    spec.commandLine().getOut().println("ordered " + id);
                }
                return 0;
            }
        }
    }
}
