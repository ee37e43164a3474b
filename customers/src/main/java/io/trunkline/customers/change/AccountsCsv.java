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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads accounts from CSV (RFC 4180, UTF-8 with or without a byte order mark). A line becomes a draft, and is read and
 * checked as one that is sent alone: an empty value is one that is left out.
 */
final class AccountsCsv {

    /** Lines that a file may have, its header not counted. */
    static final int MAX_LINES = 100_000;

    /**
     * A line that can be read; whether its values fit is still to be checked.
     *
     * @param number of the line in the file, from 1, the header counted
     * @param id of the account
     * @param draft what the account is to be
     */
    record Line(long number, String id, AccountDraft draft) {}

    /** The columns, each with the field of the body that it sets. */
    private enum Column {
        ID("id"),
        NAME("name"),
        CURRENCY("currency"),
        BALANCE_MANAGEMENT("balanceManagement"),
        CREDIT_LIMIT("creditLimit"),
        LOW_BALANCE_THRESHOLD("lowBalanceThreshold"),
        LOW_BALANCE_EMAIL("lowBalanceEmail"),
        RATE_CARD_ID("rateCardId"),
        SIP_USERS("sipUsers"),
        SOURCE_NETWORKS("sourceNetworks"),
        NUMBERS("numbers"),
        BILLING_DAY("billingDay"),
        PACKAGE_ID("packageId"),
        PARENT_ID("parentId"),
        TRUNKS("trunks");

        private static final Set<Column> REQUIRED = EnumSet.of(ID, NAME, CURRENCY);

        /** Columns that hold several values with spaces between. */
        private static final Set<Column> LISTS = EnumSet.of(SIP_USERS, SOURCE_NETWORKS, NUMBERS, TRUNKS);

        private final String field;

        Column(String field) {
            this.field = field;
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Column> titled(String title) {
            return Arrays.stream(values())
                    .filter(column -> column.title().equals(title))
                    .findAny();
        }

        private static Optional<Column> setting(String field) {
            return Arrays.stream(values())
                    .filter(column -> column.field.equals(field))
                    .findAny();
        }
    }

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ITEM = Pattern.compile("(\\w+)\\[(\\d{1,9})]");
    private static final char NOT_UTF_8 = '\uFFFD';

    private final BadLines badLines;
    private final List<Line> lines = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    private AccountsCsv(BadLines badLines) {
        this.badLines = badLines;
    }

    /**
     * Reads a file to its end.
     *
     * @param in closed at the end
     * @param badLines told of what cannot be read
     * @return the lines that can be read
     * @throws IOException when the file breaks off
     * @throws UncheckedIOException likewise
     */
    static List<Line> read(InputStream in, BadLines badLines) throws IOException {
        var file = new AccountsCsv(badLines);
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
        badLines.add(line, Column.setting(name).map(Column::title).orElse(name), which + what);
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
            badLines.add(number + 1, "", "not CSV from here on: " + e.getMessage());
        }
        if (columns.isEmpty()) {
            badLines.add(1, "", "the file is empty: its first line must name the columns");
        }
    }

    private void readHeader(CsvRecord header) {
        long number = header.getStartingLineNumber();
        for (String field : header.getFields()) {
            String title = field.strip().toLowerCase(Locale.ROOT);
            Optional<Column> column = Column.titled(title);
            if (column.isEmpty()) {
                badLines.add(number, title, "no such column");
            } else if (columns.contains(column.get())) {
                badLines.add(number, title, "the column is there twice");
            } else {
                columns.add(column.get());
            }
        }
        Column.REQUIRED.stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> badLines.add(number, column.title(), "the column is missing"));
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
                badLines.add(number, columns.get(i).title(), "is not UTF-8");
                return;
            }
            if (!value.isEmpty()) {
                set(fields, columns.get(i), value);
            }
        }
        switch (StrictJson.read(Json.write(fields), AccountDraft.class)) {
            case Reading.Value<AccountDraft>(var draft) -> lines.add(new Line(number, draft.id(), draft));
            case Reading.Misfit<AccountDraft> misfit ->
                refuse(number, Problem.invalid(misfit.field(), misfit.message()), badLines);
        }
    }

    private static void set(ObjectNode fields, Column column, String value) {
        if (Column.LISTS.contains(column)) {
            SPACES.splitAsStream(value).forEach(fields.putArray(column.field)::add);
        } else {
            fields.put(column.field, value);
        }
    }
}
