package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
                        new BadLine(
                                7,
                                "effective_from",
                                "\"2026-01-01\" is not an ISO-8601 time with its zone, such as 2026-01-31T00:00:00Z"),
                        new BadLine(8, "effective_until", "is not after effective_from"),
                        new BadLine(9, "", "has 2 values instead of 6")),
                bad);
    }

    @Test
    void shouldRefuseColumnsThatAreNotBuiltAndNameThem() {
        var bad = refused("prefix,destination,rate_per_minute,days,colour\n31,Netherlands,0.01,mon-fri,red\n");
        assertEquals(
                List.of(
                        new BadLine(
                                1, "days", "rates by day, time or second of the call are not supported: leave it out"),
                        new BadLine(1, "colour", "no such column")),
                bad);
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
        assertEquals(List.of(new BadLine(4, "prefix", "prefix 31 is valid at the same time on line 2")), bad);
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
