package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rates past calls again, and books what differs when it is told to. */
@Command(
        name = "rerate",
        description =
                "Rate past calls again with today's cards, or with another: what differs, by account and destination.",
        footer = {
            "",
            "Nothing is booked without --apply. With it each call that differs gets a reversal and a new entry;",
            "to run it again books nothing twice."
        },
        mixinStandardHelpOptions = true)
final class RerateCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            description = "calls that began at or after this, ISO-8601")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "T", description = "calls that began before this, ISO-8601")
    private String to;

    @Option(names = "--account", paramLabel = "ID", description = "what this account pays")
    private String account;

    @Option(names = "--card", paramLabel = "ID", description = "what was charged by this card")
    private String card;

    @Option(names = "--prefix", paramLabel = "P", description = "calls to numbers that begin with these digits")
    private String prefix;

    @Option(names = "--with-card", paramLabel = "ID", description = "what if they were charged by this card")
    private String withCard;

    @Option(names = "--calls", description = "print every call that differs")
    private boolean calls;

    @Option(names = "--apply", description = "book the differences as corrections")
    private boolean apply;

    private JsonNode last = MissingNode.getInstance();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (var api = options.api()) {
            var answer = api.postForLines("/rerate", body(), line -> take(line, out));
            if (!answer.succeeded()) {
                throw new CommandException(answer.problem());
            }
        }
        switch (last.path("kind").asText()) {
            case "result" -> print(last, out);
            case "broken-off" ->
                throw new CommandException(last.path("message").asText() + "; corrections ordered so far: "
                        + last.path("ordered").asText());
            default -> throw new CommandException("the answer broke off; send it again, nothing is booked twice");
        }
        return 0;
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("from", from);
        body.put("to", to);
        put(body, "accountId", account);
        put(body, "cardId", card);
        put(body, "prefix", prefix);
        put(body, "withCardId", withCard);
        body.put("calls", calls);
        body.put("apply", apply);
        return body;
    }

    private static void put(Map<String, Object> body, String field, String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private void take(JsonNode line, PrintWriter out) {
        last = line;
        if (line.path("kind").asText().equals("call")) {
            out.printf(
                    "%s  %s  %s %s pays %s instead of %s %s for the call to %s%n",
                    line.path("startedAt").asText(),
                    line.path("id").asText(),
                    line.path("role").asText(),
                    line.path("accountId").asText(),
                    line.path("after").asText(),
                    line.path("before").isNull()
                            ? "nothing"
                            : line.path("before").asText(),
                    line.path("currency").asText(),
                    line.path("to").asText());
        }
    }

    private void print(JsonNode result, PrintWriter out) {
        if (!result.path("items").isEmpty()) {
            var table = new TextTable("account", "destination", "calls", "before", "after", "difference", "");
            for (JsonNode item : result.path("items")) {
                table.add(
                        item.path("accountId").asText(),
                        item.path("destination").isNull()
                                ? "(further ones)"
                                : item.path("destination").asText(),
                        item.path("calls").asText(),
                        item.path("before").asText(),
                        item.path("after").asText(),
                        signed(item.path("difference").asText()),
                        item.path("currency").asText());
            }
            table.print(out);
            out.println();
            for (JsonNode gain : result.path("gains")) {
                String who = gain.path("accountId").isNull()
                        ? "the platform"
                        : gain.path("accountId").asText();
                out.printf(
                        "%s %s %s %s%n",
                        who,
                        apply ? "gains" : "would gain",
                        signed(gain.path("gain").asText()),
                        gain.path("currency").asText());
            }
            out.println();
        }
        out.printf(
                "%s charges looked at, %s differ, of them %s without a price before; %s that no rate fits stay as they are%n",
                result.path("records").asText(),
                result.path("differ").asText(),
                result.path("ratedFirst").asText(),
                result.path("withoutRate").asText());
        out.println(
                apply
                        ? result.path("ordered").asText()
                                + " corrections were ordered and will be booked within seconds"
                        : "nothing was booked: --apply books it");
    }

    private static String signed(String amount) {
        return new BigDecimal(amount).signum() > 0 ? "+" + amount : amount;
    }
}
