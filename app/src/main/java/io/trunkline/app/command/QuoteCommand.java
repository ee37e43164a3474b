package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.config.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
    public Integer call() {
        var path = new StringBuilder(
                "/api/v1/rate-cards/" + encode(card) + "/quote?to=" + encode(number) + "&seconds=" + seconds);
        if (at != null) {
            path.append("&at=").append(encode(at));
        }
        var answer = ApiClient.of(Settings.of(options.configuration())).ask(path.toString());
        if (!answer.succeeded()) {
            throw new CommandException(answer.problem());
        }
        JsonNode quote = answer.body();
        var out = spec.commandLine().getOut();
        quote.path("steps").forEach(step -> out.println("  " + step.asText()));
        out.printf(
                "%s %s for %d s to %s (%s, prefix %s; %s s billed)%n",
                quote.path("price").asText(),
                quote.path("currency").asText(),
                seconds,
                number,
                quote.path("destination").asText(),
                quote.path("prefix").asText(),
                quote.path("billedSeconds").asText());
        return 0;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
