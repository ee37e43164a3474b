package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The flows of RFCs and the captures of others, with each packet of each flow doubled, moved and left out in turn.
 */
class RecordedFlowsTest {

    /** No packet is later than this; the tracker waits 3 s for what was overtaken. */
    private static final long MOST_MOVED_MICROS = 2_900_000;

    private static final int FARTHEST_MOVE = 8;

    /** So that it is enough to change the packets of one flow, and look at what becomes of it. */
    @TestFactory
    Stream<DynamicTest> shouldSayOfAFlowAmongOthersWhatItSaysOfItAlone() throws IOException {
        return recordings(recording -> assertEquals(
                rulings(recording.packets()),
                recording.flows().stream()
                        .flatMap(flow -> rulings(flow.packets()).stream())
                        .sorted(Comparator.comparing(Ruling::toString))
                        .toList(),
                recording.name()));
    }

    @TestFactory
    Stream<DynamicTest> shouldSayTheSameOfAFlowWithEachPacketDoubled() throws IOException {
        return packets(
                (flow, whole, index) -> assertEquals(whole, rulings(flow.doubling(index)), () -> about(flow, index)));
    }

    /** To each place near its own, before and behind it, within the time for which the tracker waits. */
    @TestFactory
    Stream<DynamicTest> shouldSayTheSameOfAFlowWithEachPacketMoved() throws IOException {
        return packets((flow, whole, index) -> {
            int last = Math.min(index + FARTHEST_MOVE, flow.packets().size() - 1);
            for (int place = Math.max(0, index - FARTHEST_MOVE); place <= last; place++) {
                List<Received> moved = flow.moving(index, place);
                String to = " at place " + place;
                if (place != index && mostLate(moved) <= MOST_MOVED_MICROS) {
                    assertEquals(words(whole), words(rulings(moved)), () -> about(flow, index) + to);
                }
            }
        });
    }

    /** What is lost may hide a call or its answer, and never makes one up, nor lets another pay. */
    @TestFactory
    Stream<DynamicTest> shouldMakeUpNothingOfAFlowWithEachPacketLeftOut() throws IOException {
        return packets((flow, whole, index) -> {
            for (Ruling ruling : rulings(flow.without(index))) {
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

    private interface RecordingCheck {
        void of(Recording recording);
    }

    /** Of one packet of a flow, of which it is known what is made of it as a whole. */
    private interface PacketCheck {
        void of(Recording flow, List<Ruling> whole, int index);
    }

    private static Stream<DynamicTest> recordings(RecordingCheck check) throws IOException {
        Path data = Path.of(System.getProperty("trunkline.root"), "..", "shared", "data");
        if (!Files.isDirectory(data)) {
            return Stream.of();
        }
        return Recording.all(data).stream()
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> check.of(recording)));
    }

    private static Stream<DynamicTest> packets(PacketCheck check) throws IOException {
        return recordings(recording -> recording.flows().forEach(flow -> {
            List<Ruling> whole = rulings(flow.packets());
            IntStream.range(0, flow.packets().size()).forEach(index -> check.of(flow, whole, index));
        }));
    }

    private static long mostLate(List<Received> packets) {
        return packets.stream()
                .mapToLong(each -> each.receivedAtMicros() - each.capturedAtMicros())
                .max()
                .orElseThrow();
    }

    /** By a reader of its own: none knows how late the packets of an earlier one were. */
    private static List<Ruling> rulings(List<Received> packets) {
        return new RatingUnderTest()
                .rule(packets, false).stream()
                        .sorted(Comparator.comparing(Ruling::toString))
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
