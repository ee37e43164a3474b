package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrLeg;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.link.CallLinkTable;
import io.trunkline.storage.message.TraceMessage;
import io.trunkline.storage.sink.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Traces and records of calls of several legs, and what a liar sees who joins his call to another's. */
@ExtendWith(ClickHouseServer.class)
class JoinedLegsTest {

    private static final Scope ANNA = new Scope.Below("anna");
    private static final Scope BERT = new Scope.Below("bert");
    private static final Instant START = Calls.NOON;

    private final Store store;

    JoinedLegsTest(Store store) {
        this.store = store;
    }

    private void link(String value, boolean mayBeCallId, String... callIds) {
        link(value, START, mayBeCallId, callIds);
    }

    private void link(String value, Instant since, boolean mayBeCallId, String... callIds) {
        List<CallLink.Leg> legs = Stream.of(callIds)
                .map(callId -> new CallLink.Leg(callId, since, "X-CID"))
                .toList();
        Written.values(store, new CallLinkTable(), List.of(new CallLink(value, since, mayBeCallId, legs)));
    }

    private void legs(String... callIds) {
        Written.messages(
                store,
                Stream.of(callIds)
                        .map(callId -> Captured.invite(callId.hashCode(), callId))
                        .toList());
    }

    private void record(String callId, int second, String payer) {
        Written.values(
                store,
                new CdrTable(),
                List.of(Calls.between(Calls.answered(callId, START.plusSeconds(second)), payer, null)));
    }

    private List<String> traced(Scope scope, String callId) {
        return store.trace(scope, callId).stream()
                .map(TraceMessage::callId)
                .sorted()
                .toList();
    }

    private List<String> others(Scope scope, String callId) {
        return legs(scope, store.cdr(scope, callId).orElseThrow()).stream()
                .map(CdrLeg::callId)
                .toList();
    }

    private List<CdrLeg> legs(Scope scope, Cdr cdr) {
        return store.legs(scope, List.of(cdr)).get(cdr.id());
    }

    @Test
    void shouldTraceAChainFromAnyOfItsLegs() {
        legs("chain-a", "chain-b", "chain-c", "chain-x");
        link("chain-a", true, "chain-b");
        link("chain-icid", false, "chain-b", "chain-c");
        for (String leg : List.of("chain-a", "chain-b", "chain-c")) {
            assertEquals(List.of("chain-a", "chain-b", "chain-c"), traced(ALL, leg));
        }
        assertEquals(List.of("chain-x"), traced(ALL, "chain-x"));
    }

    @Test
    void shouldGiveTheOtherLegsOfARecord() {
        record("record-a", 0, "anna");
        record("record-b", 1, null);
        record("record-c", 2, null);
        link("record-shared", false, "record-a", "record-b");
        link("record-b", true, "record-c");
        assertEquals(List.of("record-b", "record-c"), others(ALL, "record-a"));
        assertEquals(List.of("record-a", "record-c"), others(ALL, "record-b"));
        CdrLeg leg = legs(ALL, store.cdr(ALL, "record-b").orElseThrow()).getFirst();
        assertEquals("anna", leg.accountId());
        assertEquals(START.plusSeconds(3), leg.answeredAt());
    }

    /** More than fit one statement, and two chains among them. */
    @Test
    void shouldGiveTheOtherLegsOfAWholePage() {
        var ids = IntStream.range(0, 300)
                .mapToObj(i -> "page-" + i + "-" + "x".repeat(100))
                .toList();
        Written.values(
                store,
                new CdrTable(),
                ids.stream()
                        .map(id -> Calls.between(Calls.answered(id, START), "anna", null))
                        .toList());
        link("page-one", false, ids.get(0), ids.get(150));
        link("page-two", false, ids.get(150), ids.get(299));
        link(ids.get(7), true, ids.get(8));
        List<Cdr> page = store.cdrs(ALL, CdrFilter.newest(1_000).between(START, null)).items().stream()
                .filter(cdr -> ids.contains(cdr.id()))
                .toList();
        Map<String, List<CdrLeg>> legs = store.legs(ALL, page);
        assertEquals(Set.copyOf(ids), legs.keySet());
        assertEquals(Set.of(ids.get(150), ids.get(299)), callIds(legs.get(ids.get(0))));
        assertEquals(Set.of(ids.get(0), ids.get(150)), callIds(legs.get(ids.get(299))));
        assertEquals(Set.of(ids.get(7)), callIds(legs.get(ids.get(8))));
        assertEquals(Set.of(ids.get(8)), callIds(legs.get(ids.get(7))));
        assertEquals(Set.of(), callIds(legs.get(ids.get(9))));
    }

    /** A back-to-back user agent that keeps the Call-ID: the id of the caller's leg is the Call-ID of both. */
    @Test
    void shouldFindALegByItsOwnIdAndTheNewestByACallIdThatIsNobodysId() {
        record("kept", 0, "anna");
        Cdr platforms = Calls.of(Calls.answered("kept", START.plusSeconds(1)), "kept;other-tag");
        Cdr later = Calls.of(Calls.answered("reused", START), "reused;one-tag");
        Cdr latest = Calls.of(Calls.answered("reused", START.plusSeconds(9)), "reused;other-tag");
        Written.values(store, new CdrTable(), List.of(platforms, later, latest));
        assertEquals("kept", store.cdr(ALL, "kept").orElseThrow().id());
        assertEquals(
                "kept;other-tag", store.cdr(ALL, "kept;other-tag").orElseThrow().id());
        assertEquals("reused;other-tag", store.cdr(ALL, "reused").orElseThrow().id());
        assertEquals(
                List.of("kept;other-tag"),
                legs(ALL, store.cdr(ALL, "kept").orElseThrow()).stream()
                        .map(CdrLeg::id)
                        .toList());
    }

    private static Set<String> callIds(List<CdrLeg> legs) {
        return legs.stream().map(CdrLeg::callId).collect(Collectors.toSet());
    }

    @Test
    void shouldTakeTheLastRecordOfALinkAndNoLegOfOneThatTooManyShare() {
        legs("many-a", "many-b");
        link("many-shared", false, "many-a", "many-b");
        assertEquals(List.of("many-a", "many-b"), traced(ALL, "many-a"));
        link("many-shared", false);
        assertEquals(List.of("many-a"), traced(ALL, "many-a"));
    }

    @Test
    void shouldNotJoinTheLegsOfAValuesOtherLife() {
        legs("life-a", "life-b", "life-c", "life-d");
        link("life-shared", START, false, "life-a", "life-b");
        link("life-shared", START.plusSeconds(3_600), false, "life-c", "life-d");
        assertEquals(List.of("life-a", "life-b"), traced(ALL, "life-b"));
        assertEquals(List.of("life-c", "life-d"), traced(ALL, "life-c"));
    }

    @Test
    void shouldNotTakeAValueForACallIdThatIsNone() {
        legs("uuid-a", "uuid-b", "uuid-c");
        link("uuid-a", false, "uuid-b", "uuid-c");
        assertEquals(List.of("uuid-a"), traced(ALL, "uuid-a"));
    }

    @Test
    void shouldShowALiarNothingOfTheCallToWhichHeJoinsHis() {
        legs("liar-anna", "liar-bert", "liar-platform");
        record("liar-anna", 0, "anna");
        record("liar-bert", 1, "bert");
        record("liar-platform", 2, null);
        link("liar-anna", true, "liar-platform", "liar-bert");

        assertEquals(List.of("liar-anna", "liar-bert", "liar-platform"), traced(ALL, "liar-bert"));
        assertEquals(List.of("liar-bert"), traced(BERT, "liar-bert"));
        assertEquals(List.of("liar-anna"), traced(ANNA, "liar-anna"));
        assertEquals(List.of(), traced(BERT, "liar-anna"));
        assertEquals(List.of(), traced(BERT, "liar-platform"));
        assertEquals(List.of(), others(BERT, "liar-bert"));
        assertEquals(List.of(), others(ANNA, "liar-anna"));
        assertEquals(List.of("liar-anna", "liar-platform"), others(ALL, "liar-bert"));
    }

    @Test
    void shouldWriteNothingForALinkThatIsDeleted() {
        var table = new CallLinkTable();
        var batch = new Batch(table);
        assertEquals(Optional.empty(), batch.add(Written.record(table, null)));
        batch.insertInto(store.connection());
        assertEquals(0, Written.countUnreadable(store));
    }
}
