package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.trunkline.protocol.event.Rate;
import io.trunkline.tariff.RatesCsv.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesCsvWriterTest {

    private static final String EVERYTHING = """
            prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment,grace_seconds,free_seconds,\
            max_price,effective_from,effective_until,days,start_time,end_time,from_second
            0,"all, ""the"" rest",0.000000000001,0,1,1,0,0,,,,,,,0
            123456789012345,longest,999999999999.999999999999,0,1,1,0,0,,,,,,,0
            4,four,0.10,0.05,0,30,3,10,2.50,,2026-01-01T00:00:00Z,,,,0
            4,four,0.20,0.05,60,60,3,10,2.50,2026-01-01T00:00:00Z,,,,,0
            49,Österreichs Nachbar,0.6,0,60,60,0,0,,,,mon-fri,08:00,18:00,0
            49,Österreichs Nachbar,0.06,0,1,1,0,0,,,,fri,22:00,06:00,0
            49,Österreichs Nachbar,0.05,0,1,1,0,0,,,,"mon,wed-thu",18:00,24:00,0
            49,Österreichs Nachbar,0.006,0,1,1,0,0,,,,,,,120
            """;

    private static List<Rate> parsed(String csv) {
        var in = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(Result.Rates.class, RatesCsv.parse(in)).rates();
    }

    private static String written(RateTable table) throws IOException {
        var out = new StringWriter();
        RatesCsvWriter.write(table, out);
        return out.toString();
    }

    @Test
    void shouldWriteWhatIsReadAsTheSameRates() throws IOException {
        List<Rate> rates = parsed(EVERYTHING);
        String csv = written(RateTable.of(Tariffs.card(), rates));
        assertEquals(rates, parsed(csv));
        assertEquals(csv, written(RateTable.of(Tariffs.card(), parsed(csv))));
    }

    @Test
    void shouldWriteTheHeaderAloneOfACardWithoutRates() throws IOException {
        assertEquals(
                "prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment,grace_seconds,"
                        + "free_seconds,max_price,effective_from,effective_until,days,start_time,end_time,from_second\r\n",
                written(RateTable.of(Tariffs.card(), List.of())));
    }

    @Test
    void shouldTellWhatOtherRatesWouldChange() {
        RateTable before = RateTable.of(Tariffs.card(), parsed("""
                prefix,destination,rate_per_minute,from_second
                31,goes,1,0
                44,dearer,0.10,0
                44,cheaper after a while,0.10,60
                4420,renamed,0.10,0
                49,stays,0.1,0
                """));
        RateTable after = RateTable.of(Tariffs.card(), parsed("""
                prefix,destination,rate_per_minute,from_second
                1,comes,1,0
                44,dearer,0.11,0
                44,cheaper after a while,0.09,60
                4420,otherwise,0.10,0
                49,stays,0.100,0
                49,comes,0.05,60
                """));
        RateChanges changes = RateChanges.between(before, after);
        assertEquals(5, changes.before());
        assertEquals(6, changes.after());
        assertEquals(2, changes.added());
        assertEquals(3, changes.changed());
        assertEquals(1, changes.dearer());
        assertEquals(1, changes.cheaper());
        assertEquals(1, changes.removed());
        assertEquals(1, changes.unchanged());
        assertEquals(
                List.of("ADDED 1", "REMOVED 31", "CHANGED 44", "CHANGED 44", "CHANGED 4420", "ADDED 49"),
                changes.items().stream()
                        .map(item -> item.change() + " " + item.prefix())
                        .toList());
        assertEquals(0, RateChanges.between(before, before).items().size());
    }

    @Test
    void shouldCountAllAndTellTheFirstThousand() {
        var csv = new StringBuilder("prefix,destination,rate_per_minute\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append(10_000 + i).append(",x,1\n");
        }
        RateTable none = RateTable.of(Tariffs.card(), List.of());
        RateChanges changes = RateChanges.between(none, RateTable.of(Tariffs.card(), parsed(csv.toString())));
        assertEquals(3_000, changes.added());
        assertEquals(RateChanges.MOST_SHOWN, changes.items().size());
        assertEquals("10999", changes.items().getLast().prefix());
    }
}
