package io.trunkline.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Records as CSV (RFC 4180): the fields of the JSON under the same names. A cell that a spreadsheet would take for a
 * formula gets an apostrophe before it, for a caller can put anything into a From header.
 */
public final class RecordCsv {

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final ObjectMapper MAPPER = Json.mapper();

    private final List<String> columns;

    /** Of records of this class. */
    public RecordCsv(Class<? extends Record> type) {
        columns = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** The names of the fields. */
    public String header() {
        return String.join(",", columns) + LINE_END;
    }

    /** The values of one, of the class that was named. */
    public String line(Record item) {
        JsonNode fields = MAPPER.valueToTree(item);
        return columns.stream().map(column -> cell(fields.get(column))).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        String text = text(value);
        if (!value.isNumber() && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !isAmount(text)) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /** Of a cause its words; of a list its parts with a space between each. */
    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.path("text").asText();
        }
        if (value.isArray()) {
            var parts = new StringJoiner(" ");
            value.forEach(part -> parts.add(part.asText()));
            return parts.toString();
        }
        return value.asText();
    }

    private static boolean isAmount(String text) {
        return text.matches("-\\d+(\\.\\d+)?");
    }
}
