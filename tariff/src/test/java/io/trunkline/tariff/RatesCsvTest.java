package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import io.trunkline.tariff.RatesCsv.Result;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesCsvTest {

    private static Result parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Result parse(byte[] bytes) {
        return RatesCsv.parse(new ByteArrayInputStream(bytes));
    }

    private static List<Rate> rates(String text) {
        return assertInstanceOf(Result.Rates.class, parse(text)).rates();
    }

    private static List<BadLine> refused(String text) {
        return assertInstanceOf(Result.Refused.class, parse(text)).lines();
    }

    @Test
    void shouldReadEveryColumnInAnyOrder() {
        var rates = rates("""
                destination,prefix,max_price,rate_per_minute,connect_fee,first_increment,next_increment,\
                grace_seconds,free_seconds,effective_until,effective_from
                "Netherlands, mobile",316,2.5,0.0138,0.05,30,6,3,10,2027-01-01T00:00:00Z,2026-01-01T01:00:00+01:00
                """);
        assertEquals(
                List.of(new Rate(
                        "316",
                        "Netherlands, mobile",
                        new BigDecimal("0.0138"),
                        new BigDecimal("0.05"),
                        30,
                        6,
                        3,
                        10,
                        new BigDecimal("2.5"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"))),
                rates);
    }

    @Test
    void shouldTakeTheDefaultsOfColumnsThatAreMissingOrEmpty() {
        var expected =
                new Rate("31", "Netherlands", new BigDecimal("0.01"), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
        assertEquals(List.of(expected), rates("prefix,destination,rate_per_minute\n31,Netherlands,0.01\n"));
        assertEquals(
                List.of(expected),
                rates("prefix,destination,rate_per_minute,connect_fee,max_price\r\n31,Netherlands,0.01,,\r\n"));
    }

    @Test
    void shouldTolerateAByteOrderMark() {
        assertEquals(
                1,
                rates("\uFEFFprefix,destination,rate_per_minute\n31,Nederland,0.01\n")
                        .size());
    }

    @Test
    void shouldNameEveryBadLineAndTakeNone() {
        var bad = refused("""
                prefix,destination,rate_per_minute,next_increment,effective_from,effective_until
                31,Netherlands,0.01,1,,
                x,Netherlands,0.01,1,,
                32,,0.01,1,,
                33,France,-1,1,,
                34,Spain,0.01,0,,
                34,Spain,0.01,-6,,
                35,Somewhere,0.01,1,2026-01-01,
                36,Hungary,0.01,1,2026-01-02T00:00:00Z,2026-01-01T00:00:00Z
                37,too few
                """);
        assertEquals(
                List.of(
                        new BadLine(3, "prefix", "\"x\" is not a prefix of 1 to 15 digits"),
                        new BadLine(4, "destination", "is empty"),
                        new BadLine(
                                5,
                                "rate_per_minute",
                                "\"-1\" is not an amount of 0 or more such as 0.0138, with at most 12 decimals"),
                        new BadLine(6, "next_increment", "\"0\" is not a whole number of seconds from 1 to 86400"),
                        new BadLine(7, "next_increment", "\"-6\" is not a whole number of seconds from 1 to 86400"),
                        new BadLine(
                                8,
                                "effective_from",
                                "\"2026-01-01\" is not an ISO-8601 time with its zone, such as 2026-01-31T00:00:00Z"),
                        new BadLine(9, "effective_until", "is not after effective_from"),
                        new BadLine(10, "", "has 2 values instead of 6")),
                bad);
    }

    @Test
    void shouldRefuseAColumnThatThereIsNotAndNameIt() {
        assertEquals(
                List.of(new BadLine(1, "colour", "no such column")),
                refused("prefix,destination,rate_per_minute,colour\n31,Netherlands,0.01,red\n"));
    }

    @Test
    void shouldReadWindowsAndSecondsAndTakeTheWholeWeekForNone() {
        var rates = rates("""
                prefix,destination,rate_per_minute,days,start_time,end_time,from_second
                31,day,0.03,mon-fri,08:00,18:00,
                31,evening,0.02,mon-fri,18:00,00:00,
                31,night,0.01,MON-FRI,,8:00,0
                31,weekend,0.01,"sat, sun",,,
                31,later,0.005,mon-sun,00:00,24:00,600
                """);
        assertEquals(
                List.of("mon-fri 08:00-18:00", "mon-fri 18:00-24:00", "mon-fri 00:00-08:00", "sat-sun 00:00-24:00"),
                rates.stream().limit(4).map(rate -> rate.window().toString()).toList());
        assertNull(rates.get(4).window());
        assertEquals(600, rates.get(4).fromSecond());
    }

    @Test
    void shouldNameEveryWindowThatIsNone() {
        var bad = refused("""
                prefix,destination,rate_per_minute,days,start_time,end_time,from_second
                31,x,1,mon-,08:00,18:00,
                32,x,1,workdays,,,
                33,x,1,,8 am,,
                34,x,1,,08:00,25:00,
                35,x,1,,08:00,08:00,
                36,x,1,,24:00,06:00,
                37,x,1,,,,-1
                """);
        assertEquals(
                List.of(
                        new BadLine(2, "days", "\"mon-\" is not days such as mon-fri or sat,sun"),
                        new BadLine(3, "days", "\"workdays\" is not days such as mon-fri or sat,sun"),
                        new BadLine(4, "start_time", "\"8 am\" is not a time of the day such as 08:00, up to 24:00"),
                        new BadLine(5, "end_time", "\"25:00\" is not a time of the day such as 08:00, up to 24:00"),
                        new BadLine(6, "end_time", "is the start_time too: for the whole day leave both out"),
                        new BadLine(7, "start_time", "24:00 is the end of a day: a window starts at 00:00 of the next"),
                        new BadLine(8, "from_second", "\"-1\" is not a whole number of seconds from 0 to 86400")),
                bad);
    }

    @Test
    void shouldRefuseWindowsThatOverlapAndTakeThoseThatMeet() {
        String header = "prefix,destination,rate_per_minute,days,start_time,end_time,effective_until,effective_from\n";
        assertEquals(3, rates(header + """
                        31,x,1,mon-fri,08:00,18:00,,
                        31,x,2,mon-thu,18:00,08:00,,
                        31,x,3,fri,18:00,24:00,,
                        """).size());
        // The night of Friday lasts into Saturday.
        assertEquals(
                List.of(
                        new BadLine(
                                3,
                                "prefix",
                                "prefix 31 is valid at the same time on line 2: let one end where the other begins, or take one out")),
                refused(header + "31,x,1,fri,18:00,08:00,,\n31,x,2,sat-sun,,,,\n"));
        assertEquals(
                2,
                rates(header + "31,x,1,fri,18:00,08:00,2026-07-01T00:00:00Z,\n31,x,2,sat-sun,,,,2026-07-01T00:00:00Z\n")
                        .size(),
                "windows that overlap at different dates");
        assertEquals(
                1, refused(header + "31,x,1,fri,18:00,08:00,,\n31,x,2,,,,,\n").size(), "a line without a window");
    }

    @Test
    void shouldTakeALineFromALaterSecondOnlyBesideOneFromTheBeginning() {
        String header = "prefix,destination,rate_per_minute,from_second\n";
        assertEquals(2, rates(header + "31,x,1,60\n31,x,2,0\n").size());
        assertEquals(
                List.of(new BadLine(
                        2, "from_second", "prefix 31 has no line from second 0: add one for how a call begins")),
                refused(header + "31,x,1,60\n3,x,2,0\n"));
        assertEquals(1, refused(header + "31,x,1,60\n31,x,2,\n31,x,3,60\n").size(), "the same second twice");
    }

    @Test
    void shouldNameARequiredColumnThatIsMissing() {
        assertEquals(
                List.of(new BadLine(1, "rate_per_minute", "the column is missing")),
                refused("prefix,destination\n31,Netherlands\n"));
        assertEquals(
                List.of(new BadLine(1, "", "the file is empty: its first line must name the columns")), refused(""));
    }

    @Test
    void shouldRefuseTwoLinesOfAPrefixThatAreValidAtOnceAndNameBoth() {
        var bad = refused("""
                prefix,destination,rate_per_minute,effective_from,effective_until
                31,Netherlands,0.01,,2026-07-01T00:00:00Z
                32,Belgium,0.01,,
                31,Netherlands,0.02,2026-06-01T00:00:00Z,
                """);
        assertEquals(
                List.of(
                        new BadLine(
                                4,
                                "prefix",
                                "prefix 31 is valid at the same time on line 2: let one end where the other begins, or take one out")),
                bad);
    }

    @Test
    void shouldTakeTwoLinesOfAPrefixThatFollowEachOther() {
        var rates = rates("""
                prefix,destination,rate_per_minute,effective_from,effective_until
                31,Netherlands,0.01,,2026-07-01T00:00:00Z
                31,Netherlands,0.02,2026-07-01T00:00:00Z,
                """);
        assertEquals(2, rates.size());
    }

    @Test
    void shouldNameTheLineThatIsNotUtf8() {
        byte[] text = "prefix,destination,rate_per_minute\n31,Nederl?nd,0.01\n".getBytes(StandardCharsets.US_ASCII);
        text[new String(text, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xE4;
        var refused = assertInstanceOf(Result.Refused.class, parse(text));
        assertEquals(List.of(new BadLine(2, "destination", "\"Nederl\uFFFDnd\" is not UTF-8")), refused.lines());
    }

    @Test
    void shouldSayWhatIsWrongWithALineThatIsNoCsv() {
        byte[] text = "prefix,destination,rate_per_minute\n49,\"Ger\"many,0.1\n".getBytes(StandardCharsets.UTF_8);
        BadLine bad =
                assertInstanceOf(Result.Refused.class, parse(text)).lines().getFirst();
        assertEquals(2, bad.line());
        assertTrue(bad.message().contains("quote"), bad.message());
    }

    @Test
    void shouldTellTheFirstHundredBadLinesAndCountAll() {
        var refused = assertInstanceOf(
                Result.Refused.class, parse("prefix,destination,rate_per_minute\n" + "x,y,1\n".repeat(250)));
        assertEquals(100, refused.lines().size());
        assertEquals(250, refused.total());
    }

    @Test
    void shouldReadAMillionLinesAndRefuseOneMore() {
        var text = new StringBuilder("prefix,destination,rate_per_minute\n");
        for (int i = 0; i < RatesCsv.MAX_LINES; i++) {
            text.append(1_000_000 + i).append(",Destination ").append(i % 500).append(",0.01\n");
        }
        List<Rate> rates = rates(text.toString());
        assertEquals(RatesCsv.MAX_LINES, rates.size());
        var table = RateTable.of(Tariffs.card(), rates);
        assertEquals(
                "1999999",
                table.find("19999995", Instant.EPOCH).orElseThrow().rate().prefix());
        text.append("3,one more,0.01\n");
        assertEquals(List.of(new BadLine(1_000_002, "", "more than 1000000 lines")), refused(text.toString()));
    }
}
