package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;

/** What an import of rates would change, line by line, with the totals below. */
final class RateChangesReport {

    private RateChangesReport() {}

    /**
     * Prints it: {@code +} for a line that is added, {@code -} for one that is removed, {@code ~} for one that changes.
     *
     * @return the exit code
     */
    static int print(PrintWriter out, String card, JsonNode changes) {
        JsonNode items = changes.path("items");
        for (JsonNode item : items) {
            String prefix = item.path("prefix").asText();
            out.println(
                    switch (item.path("change").asText()) {
                        case "added" -> "+ " + prefix + ": " + line(item.path("after"));
                        case "removed" -> "- " + prefix + ": " + line(item.path("before"));
                        default -> "~ " + prefix + ": " + differences(item.path("before"), item.path("after"));
                    });
        }
        long all = changes.path("added").asLong()
                + changes.path("changed").asLong()
                + changes.path("removed").asLong();
        if (all > items.size()) {
            out.println("… and " + (all - items.size()) + " more");
        }
        out.printf(
                "%s: %s added, %s changed (%s dearer, %s cheaper), %s removed, %s unchanged: %s lines instead of %s;"
                        + " nothing was changed%n",
                card,
                changes.path("added").asText(),
                changes.path("changed").asText(),
                changes.path("dearer").asText(),
                changes.path("cheaper").asText(),
                changes.path("removed").asText(),
                changes.path("unchanged").asText(),
                changes.path("after").asText(),
                changes.path("before").asText());
        return 0;
    }

    private static String line(JsonNode rate) {
        var text = new StringJoiner(", ");
        text.add(rate.path("destination").asText());
        text.add(rate.path("ratePerMinute").asText() + " a minute");
        if (!rate.path("window").isNull()) {
            text.add(rate.path("window").asText());
        }
        if (rate.path("fromSecond").asInt() > 0) {
            text.add("from second " + rate.path("fromSecond").asText());
        }
        if (!rate.path("effectiveFrom").isNull()) {
            text.add("from " + rate.path("effectiveFrom").asText());
        }
        return text.toString();
    }

    private static String differences(JsonNode before, JsonNode after) {
        var text = new StringJoiner(", ");
        before.fieldNames().forEachRemaining(field -> {
            JsonNode was = before.path(field);
            JsonNode is = after.path(field);
            if (!was.equals(is)) {
                text.add(field + ' ' + was.asText() + " → " + is.asText());
            }
        });
        return text.toString();
    }
}
