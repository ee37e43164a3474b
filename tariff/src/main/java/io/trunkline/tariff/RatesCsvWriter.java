package io.trunkline.tariff;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.tariff.RateColumns.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;

/** Writes the rates of a card as {@link RatesCsv} reads them: who reads what was written has the same rates. */
public final class RatesCsvWriter {

    private RatesCsvWriter() {}

    /**
     * Writes all lines of a card, in the order of their prefixes, with every column.
     *
     * @param out not closed
     * @throws IOException when it cannot be written to
     */
    public static void write(RateTable table, Writer out) throws IOException {
        var csv = CsvWriter.builder().bufferSize(0).build(out);
        try {
            csv.writeRecord(Arrays.stream(Column.values()).map(Column::title).toList());
            Iterator<Rate> rates = table.rates().iterator();
            while (rates.hasNext()) {
                Rate rate = rates.next();
                csv.writeRecord(Arrays.stream(Column.values())
                        .map(column -> text(column, rate))
                        .toList());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private static String text(Column column, Rate rate) {
        return switch (column) {
            case PREFIX -> rate.prefix();
            case DESTINATION -> rate.destination();
            case RATE_PER_MINUTE -> text(rate.ratePerMinute());
            case CONNECT_FEE -> text(rate.connectFee());
            case FIRST_INCREMENT -> Integer.toString(rate.firstIncrement());
            case NEXT_INCREMENT -> Integer.toString(rate.nextIncrement());
            case GRACE_SECONDS -> Integer.toString(rate.graceSeconds());
            case FREE_SECONDS -> Integer.toString(rate.freeSeconds());
            case MAX_PRICE -> text(rate.maxPrice());
            case EFFECTIVE_FROM -> text(rate.effectiveFrom());
            case EFFECTIVE_UNTIL -> text(rate.effectiveUntil());
            case DAYS -> days(rate.window());
            case START_TIME -> rate.window() == null ? "" : rate.window().startText();
            case END_TIME -> rate.window() == null ? "" : rate.window().endText();
            case FROM_SECOND -> Integer.toString(rate.fromSecond());
        };
    }

    private static String days(RateWindow window) {
        return window == null ? "" : window.daysText();
    }

    private static String text(BigDecimal amount) {
        return amount == null ? "" : amount.toPlainString();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
