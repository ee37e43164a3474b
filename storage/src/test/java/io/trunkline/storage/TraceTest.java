package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.storage.message.Leg;
import io.trunkline.storage.message.MessageTable;
import io.trunkline.storage.message.TraceMessage;
import io.trunkline.storage.sink.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class TraceTest {

    private final Store store;
    private String callId;

    TraceTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void ownCall(TestInfo test) {
        callId = test.getTestMethod().orElseThrow().getName() + "@192.0.2.10";
    }

    @Test
    void shouldGiveBackEverythingThatIsKnownOfAMessage() {
        Captured invite = Captured.invite(1, callId);
        Written.messages(store, List.of(invite));

        TraceMessage message = onlyMessage();

        assertEquals(invite.at(), message.at());
        assertEquals(Leg.SOURCE, message.leg());
        assertEquals(Captured.ALICE, message.source());
        assertEquals(Captured.PROXY, message.target());
        assertEquals("udp", message.transport());
        assertEquals("proxy-1", message.agent());
        assertEquals("INVITE sip:4930123@example.net", message.summary());
        assertEquals("INVITE", message.method());
        assertEquals(0, message.status());
        assertEquals(7, message.cseq());
        assertEquals("alice", message.fromUser());
        assertArrayEquals(invite.raw(), message.raw());
        assertEquals(List.of(), message.flags());
        assertEquals(invite.receivedAt(), message.receivedAt());
        assertNull(message.claimedAt());
        assertEquals("c1", message.collector());
        assertEquals(1, message.index());
    }

    @Test
    void shouldCutALongSummaryBetweenTwoCharacters() {
        String uri = "sip:" + "ä".repeat(150) + "@example.net";
        Captured invite = Captured.invite(1, callId);
        String text = new String(invite.raw(), StandardCharsets.UTF_8)
                .replace("sip:4930123@example.net SIP/2.0", uri + " SIP/2.0");
        Written.messages(store, List.of(invite.raw(text.getBytes(StandardCharsets.UTF_8))));

        assertEquals("INVITE sip:" + "ä".repeat(94), onlyMessage().summary());
    }

    @Test
    void shouldSummariseAResponseWithoutAPhrase() {
        Written.messages(store, List.of(Captured.response(2, callId, 180, "")));

        assertEquals("180", onlyMessage().summary());
    }

    @Test
    void shouldSummariseAResponseByItsStatus() {
        Written.messages(store, List.of(Captured.response(2, callId, 486, "Busy Here")));

        TraceMessage message = onlyMessage();

        assertEquals("486 Busy Here", message.summary());
        assertEquals("INVITE", message.method());
        assertEquals(486, message.status());
        assertFalse(message.isRequest());
    }

    @Test
    void shouldTellTheLegsOfAProxiedCallApart() {
        Instant start = Instant.parse("2026-11-21T10:00:00.000001Z");
        Written.messages(
                store,
                List.of(
                        Captured.invite(10, callId).at(start),
                        Captured.invite(11, callId)
                                .between(Captured.PROXY, Captured.BOB)
                                .at(start.plusMillis(1)),
                        Captured.response(12, callId, 180, "Ringing")
                                .between(Captured.BOB, Captured.PROXY)
                                .at(start.plusMillis(2)),
                        Captured.response(13, callId, 180, "Ringing")
                                .between(Captured.PROXY, Captured.ALICE)
                                .at(start.plusMillis(3))));

        assertEquals(
                List.of(Leg.SOURCE, Leg.DESTINATION, Leg.DESTINATION, Leg.SOURCE),
                store.trace(ALL, callId).stream().map(TraceMessage::leg).toList());
    }

    @Test
    void shouldPutADirectCallOnTheSourceLeg() {
        Written.messages(
                store,
                List.of(
                        Captured.invite(15, callId).between(Captured.ALICE, Captured.BOB),
                        Captured.response(16, callId, 200, "OK").between(Captured.BOB, Captured.ALICE)));

        assertEquals(
                List.of(Leg.SOURCE, Leg.SOURCE),
                store.trace(ALL, callId).stream().map(TraceMessage::leg).toList());
    }

    @Test
    void shouldKeepTheOrderOfACollectorWithinAMicrosecondEvenWhenItsClockIsSetBack() {
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        Written.messages(
                store,
                List.of(
                        Captured.response(26, callId, 200, "OK").at(start).receivedAt(start.plusMillis(3)),
                        Captured.invite(24, callId).at(start).receivedAt(start.plusMillis(9)),
                        Captured.response(25, callId, 180, "Ringing").at(start).receivedAt(start.plusMillis(2))));

        assertEquals(
                List.of(24L, 25L, 26L),
                store.trace(ALL, callId).stream().map(TraceMessage::index).toList());
    }

    @Test
    void shouldKeepTheOrderOfEachOfTwoCollectorsWithinAMicrosecond() {
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        Written.messages(
                store,
                List.of(
                        Captured.invite(5_000, callId).at(start).by("a"),
                        Captured.invite(7, callId).at(start).by("b"),
                        Captured.invite(5_001, callId).at(start).by("a"),
                        Captured.invite(6, callId).at(start).by("b")));

        assertEquals(
                List.of("a 5000", "a 5001", "b 6", "b 7"),
                store.trace(ALL, callId).stream()
                        .map(message -> message.collector() + " " + message.index())
                        .toList());
    }

    @Test
    void shouldOrderByCaptureThenIndex() {
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        Written.messages(
                store,
                List.of(
                        Captured.response(23, callId, 200, "OK").at(start),
                        Captured.invite(21, callId).at(start),
                        Captured.invite(22, callId).at(start.minus(1, ChronoUnit.MICROS)),
                        Captured.invite(20, callId).at(start.plus(1, ChronoUnit.MICROS))));

        assertEquals(
                List.of(22L, 21L, 23L, 20L),
                store.trace(ALL, callId).stream().map(TraceMessage::index).toList());
    }

    @Test
    void shouldShowAMessageOnceThatWasWrittenAgainAtAnotherOffset() {
        Captured invite = Captured.invite(30, callId);
        long before = Written.countMessages(store);
        Written.messages(store, List.of(invite, Captured.response(31, callId, 100, "Trying")));
        Written.messages(store, List.of(invite));

        assertEquals(2, store.trace(ALL, callId).size());
        assertEquals(before + 2, Written.countMessages(store));
    }

    @Test
    void shouldShowAMessageOnceThatStandsTwiceInOneBatch() {
        Captured invite = Captured.invite(35, callId);
        long before = Written.countMessages(store);
        Written.messages(store, List.of(invite, Captured.response(36, callId, 100, "Trying"), invite));

        assertEquals(
                List.of(35L, 36L),
                store.trace(ALL, callId).stream().map(TraceMessage::index).toList());
        assertEquals(before + 2, Written.countMessages(store));
    }

    @Test
    void shouldShowABatchOnceThatWasInsertedTwice() {
        long before = Written.countMessages(store);
        var batch = new Batch(new MessageTable());
        batch.add(Captured.invite(40, callId).at(7, 100));
        batch.add(Captured.response(41, callId, 100, "Trying").at(7, 101));
        batch.insertInto(store.connection());
        batch.insertInto(store.connection());

        assertEquals(2, store.trace(ALL, callId).size());
        assertEquals(before + 2, Written.countMessages(store));
    }

    @Test
    void shouldKeepEveryByteOfAMessage() {
        byte[] head = Captured.invite(50, callId).raw();
        byte[] raw = Arrays.copyOf(head, head.length + 256 + 4);
        for (int i = 0; i < 256; i++) {
            raw[head.length + i] = (byte) i;
        }
        System.arraycopy("\n\n\r\n".getBytes(StandardCharsets.US_ASCII), 0, raw, head.length + 256, 4);
        Written.messages(store, List.of(Captured.invite(50, callId).raw(raw), Captured.invite(51, callId)));

        List<TraceMessage> trace = store.trace(ALL, callId);

        assertEquals(2, trace.size());
        assertArrayEquals(raw, trace.getFirst().raw());
    }

    @Test
    void shouldFindACallIdOfAnyCharacters() {
        String odd = "a'b\"c\\d?e:f%g{h}é—🙂--;/*@192.0.2.10";
        Written.messages(store, List.of(Captured.invite(60, odd)));

        assertEquals(1, store.trace(ALL, odd).size());
        assertEquals(List.of(), store.trace(ALL, odd + "'"));
    }

    @Test
    void shouldSayWhatIsWrongWithAMessage() {
        Instant claimed = Instant.parse("2020-01-01T00:00:00.000001Z");
        Written.messages(
                store,
                List.of(Captured.message(70, "OPTIONS sip:x SIP/2.0\r\nCall-ID: " + callId + "\r\n\r\n")
                        .claiming(claimed)
                        .flagged(MessageHeaders.TRUNCATED)));

        TraceMessage message = onlyMessage();

        assertEquals(claimed, message.claimedAt());
        var flags = new ArrayList<>(message.flags());
        assertEquals(List.of("truncated", "clock-corrected"), flags.subList(0, 2));
        assertTrue(flags.contains("no-cseq"), flags.toString());
    }

    @Test
    void shouldKeepWhatIsNotSip() {
        long before = Written.countMessages(store);
        Written.messages(store, List.of(Captured.message(80, "\u0000 not SIP")));

        assertEquals(before + 1, Written.countMessages(store));
        assertEquals(
                List.of("not-sip"),
                store.trace(ALL, "").stream()
                        .filter(message -> message.index() == 80)
                        .findFirst()
                        .orElseThrow()
                        .flags());
    }

    @Test
    void shouldFindNothingOfAnUnknownCall() {
        assertEquals(List.of(), store.trace(ALL, callId));
    }

    private TraceMessage onlyMessage() {
        List<TraceMessage> trace = store.trace(ALL, callId);
        assertEquals(1, trace.size());
        return trace.getFirst();
    }

    /** RFC 3261, 17.1.3: nobody answers his own request. */
    @Test
    void shouldFlagWhatIsOfNoTransactionAndNoDialog() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Written.messages(
                store,
                List.of(
                        Captured.invite(1, callId).at(start),
                        Captured.response(2, callId, 486, "Busy Here").at(start.plusMillis(1)),
                        Captured.response(3, callId, 200, "OK")
                                .between(Captured.PROXY, Captured.ALICE)
                                .at(start.plusMillis(2))));

        assertEquals(
                List.of(List.of(), List.of("stray"), List.of()),
                store.trace(ALL, callId).stream().map(TraceMessage::flags).toList());
    }
}
