package io.trunkline.customers.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.StrictJson;
import io.trunkline.protocol.StrictJson.Reading;
import io.trunkline.tariff.BadLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads drafts from CSV (RFC 4180, UTF-8 with or without a byte order mark). A line becomes a draft, and is read and
 * checked as one that is sent alone: an empty value is one that is left out.
 */
final class DraftsCsv<T> {

    /** Lines that a file may have, its header not counted. */
    static final int MAX_LINES = 100_000;

    /**
     * A line that can be read; whether its values fit is still to be checked.
     *
     * @param number of the line in the file, from 1, the header counted
     * @param draft what it is to be
     */
    record Line<T>(long number, T draft) {}

    /**
     * What a file may hold.
     *
     * @param draft what a line becomes
     * @param fields the columns by their titles, each with the field that it sets
     * @param required titles that must be there
     * @param lists fields that hold several values, with spaces between
     */
    record Columns<T>(Class<T> draft, Map<String, String> fields, Set<String> required, Set<String> lists) {

        /** Columns whose titles are the names of their fields in small letters with {@code _} between the words. */
        static <T> Columns<T> of(Class<T> draft, List<String> fields, Set<String> required, Set<String> lists) {
            var titles = new LinkedHashMap<String, String>();
            fields.forEach(field -> titles.put(title(field), field));
            return new Columns<>(draft, titles, required, lists);
        }

        private static String title(String field) {
            return CAPITAL.matcher(field).replaceAll("_$0").toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ITEM = Pattern.compile("(\\w+)\\[(\\d{1,9})]");
    private static final char NOT_UTF_8 = '\uFFFD';

    private final Columns<T> known;
    private final BadLines badLines;
    private final List<Line<T>> lines = new ArrayList<>();

    /** Titles, as the file has them. */
    private final List<String> columns = new ArrayList<>();

    private DraftsCsv(Columns<T> known, BadLines badLines) {
        this.known = known;
        this.badLines = badLines;
    }

    /**
     * Reads a file to its end.
     *
     * @param columns that it may have
     * @param in closed at the end
     * @param badLines told of what cannot be read
     * @return the lines that can be read
     * @throws IOException when the file breaks off
     * @throws UncheckedIOException likewise
     */
    static <T> List<Line<T>> read(Columns<T> columns, InputStream in, BadLines badLines) throws IOException {
        var file = new DraftsCsv<>(columns, badLines);
        file.readAll(in);
        return file.lines;
    }

    /** Tells of what the checks of a draft found wrong with a line, in the words of the file. */
    static void refuse(long line, Problem problem, BadLines badLines) {
        String field = problem.field();
        if (field == null) {
            badLines.add(line, "", problem.message());
            return;
        }
        var item = ITEM.matcher(field);
        boolean inList = item.matches();
        String name = inList ? item.group(1) : field;
        String which = inList ? "value " + (Integer.parseInt(item.group(2)) + 1) + " " : "";
        String message = problem.message();
        String what = message.startsWith(field + " ") ? message.substring(field.length() + 1) : message;
        badLines.add(line, Columns.title(name), which + what);
    }

    private void readAll(InputStream in) throws IOException {
        long number = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .detectBomHeader(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(in, StandardCharsets.UTF_8);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                number = record.getStartingLineNumber();
                if (columns.isEmpty()) {
                    readHeader(record);
                    if (!badLines.none()) {
                        return;
                    }
                } else if (lines.size() == MAX_LINES) {
                    badLines.add(number, "", "more than " + MAX_LINES + " lines");
                    return;
                } else {
                    readLine(record);
                }
            }
        } catch (CsvParseException e) {
            badLines.notCsv(number + 1, e);
        }
        if (columns.isEmpty()) {
            badLines.add(1, "", "the file is empty: its first line must name the columns");
        }
    }

    private void readHeader(CsvRecord header) {
        long number = header.getStartingLineNumber();
        for (String field : header.getFields()) {
            String title = field.strip().toLowerCase(Locale.ROOT);
            if (!known.fields().containsKey(title)) {
                badLines.add(number, title, "no such column");
            } else if (columns.contains(title)) {
                badLines.add(number, title, "the column is there twice");
            } else {
                columns.add(title);
            }
        }
        known.required().stream()
                .filter(title -> !columns.contains(title))
                .sorted()
                .forEach(title -> badLines.add(number, title, "the column is missing"));
    }

    private void readLine(CsvRecord record) {
        long number = record.getStartingLineNumber();
        if (record.getFieldCount() != columns.size()) {
            badLines.add(number, "", "has " + record.getFieldCount() + " values instead of " + columns.size());
            return;
        }
        ObjectNode fields = Json.mapper().createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            String value = record.getField(i).strip();
            if (value.indexOf(NOT_UTF_8) >= 0) {
                badLines.add(number, columns.get(i), "is not UTF-8");
                return;
            }
            if (!value.isEmpty()) {
                set(fields, known.fields().get(columns.get(i)), value);
            }
        }
        switch (StrictJson.read(Json.write(fields), known.draft())) {
            case Reading.Value<T>(var draft) -> lines.add(new Line<>(number, draft));
            case Reading.Misfit<T> misfit ->
                refuse(number, Problem.invalid(misfit.field(), misfit.message()), badLines);
        }
    }

    private void set(ObjectNode fields, String field, String value) {
        if (known.lists().contains(field)) {
            SPACES.splitAsStream(value).forEach(fields.putArray(field)::add);
        } else {
            fields.put(field, value);
        }
    }
}
