package io.trunkline.tariff;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.trunkline.protocol.event.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the rates of a card from CSV (RFC 4180, UTF-8 with or without a byte order mark). All or nothing:
 * one bad line refuses the file, and every bad line is named.
 */
public final class RatesCsv {

    /** Lines that a file may have, its header not counted. */
    public static final int MAX_LINES = 1_000_000;

    /** What came of a file. */
    public sealed interface Result {

        /**
         * The file is good.
         *
         * @param rates its lines in their order
         */
        record Rates(List<Rate> rates) implements Result {}

        /**
         * The file is refused whole.
         *
         * @param lines the first {@link BadLines#MAX_TOLD} things that are wrong, by line
         * @param total how many things are wrong
         */
        record Refused(List<BadLine> lines, long total) implements Result {}
    }

    private final BadLines badLines = new BadLines();
    private final List<Rate> rates = new ArrayList<>();
    private long[] lineNumbers = new long[1_024];

    private RatesCsv() {}

    /**
     * Reads a file to its end.
     *
     * @param in closed at the end
     * @throws UncheckedIOException when the stream cannot be read; never for what is in it
     */
    public static Result parse(InputStream in) {
        return new RatesCsv().read(in);
    }

    private Result read(InputStream in) {
        long line = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .detectBomHeader(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(in, StandardCharsets.UTF_8);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            RateColumns columns = null;
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                if (columns == null) {
                    columns = RateColumns.of(record, badLines);
                    if (!badLines.none()) {
                        return refused();
                    }
                } else if (rates.size() == MAX_LINES) {
                    badLines.add(line, "", "more than " + MAX_LINES + " lines");
                    return refused();
                } else {
                    add(columns, record);
                }
            }
            if (columns == null) {
                badLines.add(1, "", "the file is empty: its first line must name the columns");
            }
        } catch (CsvParseException e) {
            badLines.notCsv(line + 1, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new RateConflicts(rates, lineNumbers, badLines).refuse();
        return badLines.none() ? new Result.Rates(rates) : refused();
    }

    private Result refused() {
        return new Result.Refused(badLines.told(), badLines.total());
    }

    private void add(RateColumns columns, CsvRecord record) {
        Rate rate = columns.rate(record, badLines);
        if (rate == null) {
            return;
        }
        if (rates.size() == lineNumbers.length) {
            lineNumbers = Arrays.copyOf(lineNumbers, lineNumbers.length * 2);
        }
        lineNumbers[rates.size()] = record.getStartingLineNumber();
        rates.add(rate);
    }
}
