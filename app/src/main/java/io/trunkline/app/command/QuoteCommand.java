package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup(multiplicity = "1")
    private By by;

    /** By what it is priced: one of them. */
    private static final class By {

        @Option(names = "--card", paramLabel = "ID", description = "a rate card")
        private String card;

        @Option(names = "--package", paramLabel = "ID", description = "a package, with all its free minutes")
        private String taken;

        @Option(
                names = "--account",
                paramLabel = "ID",
                description = "an account, with the free minutes that it has left, and all that pay with it")
        private String account;

        @ArgGroup(exclusive = false)
        private Caller caller;

        /** What the answer is asked for at, up to the first of the parameters that all have. */
        String path() {
            if (caller != null) {
                return caller.path();
            }
            String of = card != null
                    ? "/rate-cards/" + ApiClient.escaped(card)
                    : taken != null
                            ? "/packages/" + ApiClient.escaped(taken)
                            : "/accounts/" + ApiClient.escaped(account);
            return of + "/quote?";
        }
    }

    /** What a call says of who makes it: the account is found as rating finds it. */
    private static final class Caller {

        @Option(names = "--sip-user", paramLabel = "NAME", description = "whose call it is: user of its credentials")
        private String sipUser;

        @Option(names = "--source", paramLabel = "ADDRESS", description = "whose call it is: from where it comes")
        private String source;

        @Option(names = "--asserted", paramLabel = "USER", description = "whose call it is: P-Asserted-Identity")
        private String asserted;

        @Option(names = "--from", paramLabel = "USER", description = "whose call it is: From")
        private String from;

        String path() {
            var path = new StringBuilder("/quote?");
            add("sipUser", sipUser, path);
            add("sourceAddress", source, path);
            add("asserted", asserted, path);
            add("from", from, path);
            return path.toString();
        }

        private static void add(String name, String value, StringBuilder path) {
            if (value != null) {
                path.append(name).append('=').append(ApiClient.escaped(value)).append('&');
            }
        }
    }

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "the called number, E.164; of an account as it dials it")
    private String number;

    @Option(names = "--seconds", required = true, paramLabel = "N", description = "length of the call")
    private long seconds;

    @Option(names = "--at", paramLabel = "TIME", description = "time of the answer, ISO-8601 (default: now)")
    private String at;

    @Option(names = "--free-minutes", paramLabel = "N", description = "free minutes of the month that are left")
    private Long freeMinutes;

    @Option(
            names = "--trunk",
            paramLabel = "ADDRESS",
            description = "of an account: where the call goes, for its provider")
    private String trunk;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var path = new StringBuilder(by.path())
                .append("to=")
                .append(ApiClient.escaped(number))
                .append("&seconds=")
                .append(seconds);
        if (at != null) {
            path.append("&at=").append(ApiClient.escaped(at));
        }
        if (freeMinutes != null) {
            path.append("&freeMinutes=").append(freeMinutes);
        }
        if (trunk != null) {
            path.append("&trunk=").append(ApiClient.escaped(trunk));
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
        steps(quote, out);
        out.printf(
                "%s %s for %d s to %s (%s, prefix %s; %s s billed%s)%n",
                quote.path("price").asText(),
                quote.path("currency").asText(),
                seconds,
                quote.path("number").asText(),
                quote.path("destination").asText(),
                quote.path("prefix").asText(),
                quote.path("billedSeconds").asText(),
                free(quote));
        printReason(quote.path("tiers").path(0), out);
        for (JsonNode tier : quote.path("tiers")) {
            if (tier.path("level").asInt() > 0) {
                printTier(tier, out);
            }
        }
    }

    /** Why the account pays, where that was asked for. */
    private static void printReason(JsonNode tier, PrintWriter out) {
        String why = tier.path("payerReason").path("text").asText();
        if (!why.isEmpty()) {
            out.println(tier.path("accountId").asText() + " pays, " + why);
        }
    }

    private static void printTier(JsonNode tier, PrintWriter out) {
        out.println();
        steps(tier, out);
        String who = tier.path("role").asText() + " " + tier.path("accountId").asText();
        if (tier.path("price").isNull()) {
            out.println(who + ": no rate fits");
            printReason(tier, out);
        } else {
            out.printf(
                    "%s: %s %s (card %s; %s s billed%s)%n",
                    who,
                    tier.path("price").asText(),
                    tier.path("currency").asText(),
                    tier.path("cardId").asText(),
                    tier.path("billedSeconds").asText(),
                    free(tier));
            printReason(tier, out);
        }
    }

    private static String free(JsonNode quote) {
        long free = quote.path("freeSeconds").asLong();
        return free == 0 ? "" : ", " + free + " s of free minutes";
    }

    private static void steps(JsonNode quote, PrintWriter out) {
        var sum = new SumTable();
        quote.path("steps")
                .forEach(step ->
                        sum.add(step.path("text").asText(), step.path("amount").asText()));
        sum.print(out);
    }
}
