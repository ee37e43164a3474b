package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a call would cost, with the steps of the sum. */
@Command(
        name = "quote",
        description = "What a call would cost, with the steps of the sum.",
        mixinStandardHelpOptions = true)
final class QuoteCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--card", required = true, paramLabel = "ID", description = "the rate card")
    private String card;

    @Option(names = "--to", required = true, paramLabel = "NUMBER", description = "the called number, E.164")
    private String number;

    @Option(names = "--seconds", required = true, paramLabel = "N", description = "length of the call")
    private long seconds;

    @Option(names = "--at", paramLabel = "TIME", description = "time of the answer, ISO-8601 (default: now)")
    private String at;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var path = new StringBuilder("/rate-cards/")
                .append(ApiClient.escaped(card))
                .append("/quote?to=")
                .append(ApiClient.escaped(number))
                .append("&seconds=")
                .append(seconds);
        if (at != null) {
            path.append("&at=").append(ApiClient.escaped(at));
        }
        try (var api = options.api()) {
            var answer = api.get(path.toString());
            if (!answer.succeeded()) {
                throw new CommandException(answer.problem());
            }
            print(answer.body(), spec.commandLine().getOut());
            return 0;
        }
    }

    private void print(JsonNode quote, PrintWriter out) {
        var sum = new SumTable();
        quote.path("steps")
                .forEach(step ->
                        sum.add(step.path("text").asText(), step.path("amount").asText()));
        sum.add(
                "price in " + quote.path("currency").asText(),
                quote.path("price").asText());
        sum.print(out);
        out.printf(
                "%s %s for %d s to %s (%s, prefix %s; %s s billed)%n",
                quote.path("price").asText(),
                quote.path("currency").asText(),
                seconds,
                number,
                quote.path("destination").asText(),
                quote.path("prefix").asText(),
                quote.path("billedSeconds").asText());
    }
}
