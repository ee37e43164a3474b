package io.trunkline.tariff;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.trunkline.protocol.event.Rounding;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples that other systems publish, each by its number in the file: what we say must be what stands there. */
class WorkedExamplesTest {

    private static final Map<String, Supplier<String>> OURS = new TreeMap<>();

    /** What the file says where it holds more than our own choice of several. */
    private static final Map<String, String> SELECTED = Map.of(
            "X09", "30, 30, 30, 36, 36, 36, 42 s",
            "X10", "up 60 61 61 61 61",
            "X11", "0.1235 / 0.1235",
            "X16", "60 / 65 s",
            "X17", "60 / 120 s",
            "X22", "0");

    static {
        Tariffs cgrates = Tariffs.perMinute("0.006").increments(30, 6);
        Tariffs connex = Tariffs.perMinute("0.015");
        Tariffs any = Tariffs.perMinute("1");
        OURS.put("X01", () -> cgrates.price(32).toPlainString());
        OURS.put("X02", () -> cgrates.price(57).toPlainString());
        OURS.put("X03", () -> cgrates.price(75).toPlainString());
        OURS.put("X04", () -> connex.increments(6, 6).price(7).toPlainString());
        OURS.put("X05", () -> connex.increments(12, 6).price(7).toPlainString());
        OURS.put("X06", () -> connex.increments(30, 6).price(7).toPlainString());
        OURS.put("X07", () -> connex.increments(60, 6).price(7).toPlainString());
        OURS.put("X08", () -> billed(any.increments(60, 6), " / ", 10, 61, 67));
        OURS.put("X09", () -> billed(any.increments(30, 6), ", ", 1, 20, 30, 31, 35, 36, 37) + " s");
        OURS.put(
                "X10",
                () -> "up "
                        + LongStream.of(60_000, 60_100, 60_400, 60_500, 60_600)
                                .mapToObj(millis -> Long.toString(Meter.wholeSeconds(millis)))
                                .collect(joining(" ")));
        OURS.put("X11", () -> Stream.of(Rounding.UP, Rounding.HALF_UP)
                .map(how ->
                        Tariffs.perMinute("0.12345").rounded(4, how).price(60).toPlainString())
                .collect(joining(" / ")));
        OURS.put("X12", () -> billed(any.increments(10, 6), "", 30));
        OURS.put("X13", () -> billed(any.increments(6, 6), "", 27));
        OURS.put("X14", () -> marked("0.009", "0.0025", "20"));
        OURS.put(
                "X15",
                () -> Long.toString(Charge.of(Tariffs.perMinute("0.1").inPackage("gold"), 191_000, 100)
                                .freeSeconds()
                        / 60));
        OURS.put("X16", () -> billed(any.increments(60, 1), " / ", 30, 65) + " s");
        OURS.put("X17", () -> billed(any.increments(60, 60), " / ", 30, 70) + " s");
        OURS.put("X18", () -> Tariffs.perMinute("0.16")
                .connectFee("0.0450")
                .rounded(4, Rounding.HALF_UP)
                .price(59)
                .toPlainString());
        OURS.put("X22", () -> any.grace(3).price(3).toPlainString());
    }

    private static String marked(String cost, String fixed, String percent) {
        return CardChain.marked(
                        Tariffs.perMinute(cost).tariff(), "card", new BigDecimal(fixed), new BigDecimal(percent))
                .rate()
                .ratePerMinute()
                .toPlainString();
    }

    private static String billed(Tariffs tariff, String separator, long... seconds) {
        return LongStream.of(seconds)
                .mapToObj(each -> Long.toString(tariff.billed(each)))
                .collect(joining(separator));
    }

    @TestFactory
    List<DynamicTest> shouldGiveWhatIsPublished() throws IOException {
        return SharedData.csv("worked-examples.csv").stream()
                .filter(example -> OURS.containsKey(example.getField("id")))
                .map(example -> dynamicTest(
                        example.getField("id") + " " + example.getField("tariff") + " " + example.getField("call"),
                        () -> assertEquals(
                                expected(example),
                                OURS.get(example.getField("id")).get())))
                .toList();
    }

    private static String expected(NamedCsvRecord example) {
        String stated = example.getField("exact_decimal").replaceAll(" s$", "");
        return SELECTED.getOrDefault(example.getField("id"), stated);
    }

    @Test
    void shouldLeaveOutNoExampleWithoutAReason() throws IOException {
        var there = new TreeSet<String>();
        SharedData.csv("worked-examples.csv").forEach(example -> there.add(example.getField("id")));
        assertEquals(there, OURS.keySet());
    }
}
