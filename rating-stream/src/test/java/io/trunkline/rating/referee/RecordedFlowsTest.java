package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The flows of RFCs and the captures of others, with each packet doubled, moved and left out in turn. */
class RecordedFlowsTest {

    private static final int FARTHEST_MOVE = 3;

    /** Of a longer recording every second packet is taken, or every third, and so on. */
    private static final int MOST_PACKETS = 3_000;

    private static final long MOST_MOVED_MICROS = 1_000_000;

    private final RatingUnderTest rating = new RatingUnderTest();

    @TestFactory
    Stream<DynamicTest> shouldSayTheSameOfAFlowWithEachPacketDoubled() throws IOException {
        return recordings((flow, index) ->
                assertEquals(rulings(flow.packets()), rulings(flow.doubling(index)), about(flow, index)));
    }

    /** Within the time for which the tracker waits. */
    @TestFactory
    Stream<DynamicTest> shouldSayTheSameOfAFlowWithEachPacketMoved() throws IOException {
        return recordings(
                (flow, index) -> IntStream.rangeClosed(1, FARTHEST_MOVE).forEach(places -> {
                    List<Received> moved = flow.moving(index, places);
                    long by = moved.stream()
                            .mapToLong(each -> each.receivedAtMicros() - each.capturedAtMicros())
                            .max()
                            .orElseThrow();
                    if (by <= MOST_MOVED_MICROS) {
                        assertEquals(
                                words(rulings(flow.packets())),
                                words(rulings(moved)),
                                () -> about(flow, index) + " " + places + " places later");
                    }
                }));
    }

    /** What is lost may hide a call or its answer, and never makes one up, nor lets another pay. */
    @TestFactory
    Stream<DynamicTest> shouldMakeUpNothingOfAFlowWithEachPacketLeftOut() throws IOException {
        return recordings((flow, index) -> {
            List<Ruling> whole = rulings(flow.packets());
            List<Ruling> left = rulings(flow.without(index));
            for (Ruling ruling : left) {
                List<Ruling> same = whole.stream()
                        .filter(each -> each.callId().equals(ruling.callId()))
                        .filter(each -> each.isAnswered() || !ruling.isAnswered())
                        .toList();
                assertTrue(!same.isEmpty(), () -> about(flow, index) + ": " + ruling + " was not in " + whole);
                assertTrue(
                        ruling.account() == null
                                || same.stream()
                                        .anyMatch(each -> ruling.account().equals(each.account())),
                        () -> about(flow, index) + ": another pays: " + ruling);
            }
        });
    }

    private interface Check {
        void of(Recording flow, int index);
    }

    private static Stream<DynamicTest> recordings(Check check) throws IOException {
        Path data = Path.of(System.getProperty("trunkline.root"), "..", "shared", "data");
        if (!Files.isDirectory(data)) {
            return Stream.of();
        }
        return Recording.all(data).stream()
                .map(flow -> DynamicTest.dynamicTest(flow.name(), () -> IntStream.range(
                                0, flow.packets().size())
                        .filter(index ->
                                index % (flow.packets().size() * flow.packets().size() / MOST_PACKETS + 1) == 0)
                        .forEach(index -> check.of(flow, index))));
    }

    private List<Ruling> rulings(List<Received> packets) {
        return rating.rule(packets, false).stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** Without the times: of two copies of a message the other one may count. */
    private static List<String> words(List<Ruling> rulings) {
        return rulings.stream()
                .map(each -> each.callId() + " " + each.outcome() + " " + each.account() + " " + each.noBye())
                .sorted()
                .toList();
    }

    private static String about(Recording flow, int index) {
        String sip = flow.packets().get(index).sip();
        return flow.name() + ", packet " + index + " ("
                + sip.lines().findFirst().orElse("") + ")";
    }
}
