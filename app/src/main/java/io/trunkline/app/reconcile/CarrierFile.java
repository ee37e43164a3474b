package io.trunkline.app.reconcile;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.trunkline.tariff.BadLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a carrier's file: every line, and tells of each that cannot be read. */
final class CarrierFile {

    private static final int LONGEST_REFERENCE = 1_000;

    /** Takes each call of the file, in its order. */
    @FunctionalInterface
    interface Taker {
        /** Takes one. */
        void take(CarrierCall call) throws IOException;
    }

    private final CarrierFormat format;
    private final String providerCurrency;
    private final long shiftMillis;
    private final BadLines badLines;

    /** Places of columns in a line, from 0, by what was said of them. */
    private final Map<String, Integer> places = new HashMap<>();

    private long lines;

    /**
     * A file of a format.
     *
     * @param providerCurrency in which all amounts must be
     * @param shiftMillis what is added to each time
     * @param badLines told of what cannot be read
     */
    CarrierFile(CarrierFormat format, String providerCurrency, long shiftMillis, BadLines badLines) {
        this.format = format;
        this.providerCurrency = providerCurrency;
        this.shiftMillis = shiftMillis;
        this.badLines = badLines;
    }

    /**
     * Reads it to its end.
     *
     * @throws IOException when it cannot be read, or what takes the calls cannot
     */
    void read(Path file, Taker taker) throws IOException {
        boolean headerRead = false;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(format.delimiter())
                        .detectBomHeader(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(file, StandardCharsets.UTF_8);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                if (!headerRead) {
                    headerRead = true;
                    find(record);
                    if (!badLines.none()) {
                        return;
                    }
                    if (format.header()) {
                        continue;
                    }
                }
                lines++;
                CarrierCall call = call(record);
                if (call != null && badLines.none()) {
                    taker.take(call);
                }
            }
        } catch (CsvParseException e) {
            badLines.notCsv(lines + 1, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (lines == 0 && badLines.none()) {
            badLines.add(1, "", "the file has no calls");
        }
    }

    /** Lines read, the header not counted. */
    long lines() {
        return lines;
    }

    private void find(CsvRecord first) {
        var titles = new ArrayList<String>();
        for (int i = 0; i < first.getFieldCount(); i++) {
            titles.add(format.header() ? first.getField(i).strip().toLowerCase(Locale.ROOT) : Integer.toString(i + 1));
        }
        var wanted = new ArrayList<>(List.of(format.number(), format.seconds()));
        wanted.addAll(format.time());
        for (String optional : new String[] {format.price(), format.currency(), format.reference()}) {
            if (optional != null) {
                wanted.add(optional);
            }
        }
        for (String column : wanted) {
            String title = column.strip().toLowerCase(Locale.ROOT);
            int place = titles.indexOf(title);
            if (place < 0) {
                badLines.add(
                        first.getStartingLineNumber(),
                        column,
                        "there is no such column: there are " + String.join(", ", titles));
            } else if (place != titles.lastIndexOf(title)) {
                badLines.add(first.getStartingLineNumber(), column, "the column is there twice");
            }
            places.put(column, place);
        }
    }

    /** Null when the line cannot be read. */
    private CarrierCall call(CsvRecord record) {
        long line = record.getStartingLineNumber();
        int last = places.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        if (record.getFieldCount() <= last) {
            badLines.add(line, "", "has only " + record.getFieldCount() + " values");
            return null;
        }
        String column = format.number();
        try {
            String written = value(record, column);
            String number = format.numbers()
                    .e164(written)
                    .orElseThrow(() -> new NumberFormatException("is no telephone number: " + written));
            column = format.time().getFirst();
            var time = new ArrayList<String>();
            format.time().forEach(each -> time.add(value(record, each)));
            long atMillis = format.times().millis(String.join(" ", time)) + shiftMillis;
            column = format.seconds();
            long seconds = CarrierNumber.seconds(value(record, column), format.decimalComma());
            BigDecimal price = null;
            if (format.price() != null) {
                column = format.price();
                price = CarrierNumber.decimal(value(record, column), format.decimalComma());
            }
            if (format.currency() != null) {
                column = format.currency();
                String currency = value(record, column);
                if (!currency.equalsIgnoreCase(providerCurrency)) {
                    throw new NumberFormatException("is " + currency + ", and the provider's is " + providerCurrency);
                }
            }
            return new CarrierCall(line, number, atMillis, seconds, price, reference(record));
        } catch (NumberFormatException | DateTimeException e) {
            badLines.add(line, column, e.getMessage());
            return null;
        }
    }

    private String reference(CsvRecord record) {
        String reference = format.reference() == null ? "" : value(record, format.reference());
        return reference.length() > LONGEST_REFERENCE ? reference.substring(0, LONGEST_REFERENCE) : reference;
    }

    private String value(CsvRecord record, String column) {
        return record.getField(places.get(column)).strip();
    }
}
