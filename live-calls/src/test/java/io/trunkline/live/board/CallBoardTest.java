package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.Examples;
import io.trunkline.live.http.Watching;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.EndCallRefusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CallBoardTest {

    private static final Scope ALL = new Scope.Everything();
    private static final Scope PAYER = new Scope.Below("payer");

    private Instant now = Examples.START;
    private final CallBoard board = new CallBoard(() -> now);

    @Test
    void shouldTellOfAGrownCostOnceAndOnlyOfAnsweredCalls() throws Exception {
        put(Examples.ringing("ringing", Examples.START));
        put(Examples.answered("up", "payer", Examples.START));
        try (var watching = Watching.all(board)) {
            now = now.plusMillis(500);
            assertEquals(List.of(), told(watching));
            now = now.plusMillis(500);
            assertEquals(List.of("up answered 0.02"), told(watching));
            assertEquals(List.of(), told(watching));
        }
    }

    @Test
    void shouldTellOnceThatACallIsGoneAndNothingMoreOfIt() throws Exception {
        var call = Examples.answered("up", "payer", Examples.START);
        put(call);
        try (var watching = Watching.all(board)) {
            put(Examples.ended(call, Examples.START.plusSeconds(3)));
            put(Examples.ended(call, Examples.START.plusSeconds(3)));
            assertEquals(List.of("up gone"), told(watching));
            now = now.plusSeconds(10);
            assertEquals(List.of(), told(watching));
        }
        assertEquals(0, board.size());
    }

    @Test
    void shouldTellOfManyCallsInTurns() throws Exception {
        int calls = 3 * CallBoard.GROWN_IN_A_SECOND;
        for (int i = 0; i < calls; i++) {
            put(Examples.answered("call-" + i, "payer", Examples.START));
        }
        try (var watching = Watching.all(board)) {
            int all = 0;
            for (int second = 1; second <= 4; second++) {
                now = now.plusSeconds(1);
                int told = told(watching).size();
                assertTrue(told < calls / 2, "told in a second: " + told);
                all += told;
            }
            assertEquals(calls, all);
        }
    }

    @Test
    void shouldTellThatTheSwitchWouldNotEndACallWhicheverIsKnownFirst() throws Exception {
        var call = Examples.answered("up", "payer", Examples.START);
        var other = Examples.answered("other", "payer", Examples.START);
        put(call);
        put(other);
        try (var watching = Watching.all(board)) {
            refuse(call, "no such dialog");
            assertEquals(List.of("up answered 0.01"), told(watching));
        }
        EndRefused refused = one(ALL, "up").call().endRefused();
        assertEquals(new EndRefused("anna", "ended by operator", "no such dialog", Examples.START), refused);
        assertNull(
                board.row(PAYER, "up").orElseThrow().endRefused(),
                "an operator's and the switch's words are not a customer's");
        assertNull(one(ALL, "other").call().endRefused());

        var unknown = Examples.answered("late", "payer", Examples.START);
        refuse(unknown, "no such dialog");
        refuse(unknown, "not in time");
        put(unknown);
        assertEquals("not in time", one(ALL, "late").call().endRefused().why());
        put(Examples.ended(call, Examples.START.plusSeconds(3)));
        assertNull(one(ALL, "up").call().endRefused());
    }

    private void refuse(Call call, String why) {
        var refusal = new EndCallRefusal(
                call.setup().callId(), call.setup().fromTag(), "anna", "ended by operator", why, Examples.START);
        board.acceptRefusal(new ConsumerRecord<>("end-call-refusals", 0, 0, refusal.callId(), Json.write(refusal)));
    }

    @Test
    void shouldReserveWhatAllCallsOfAnAccountHaveCost() {
        put(Examples.answered("one", "payer", Examples.START));
        put(Examples.answered("two", "payer", Examples.START.minusSeconds(10)));
        put(Examples.answered("other", "somebody", Examples.START.minusSeconds(100)));
        put(Examples.ringing("ringing", Examples.START));
        now = now.plusSeconds(5);
        assertEquals(0, new BigDecimal("0.22").compareTo(board.reserved().get("payer")));
        assertEquals(Set.of("payer", "somebody"), board.reserved().keySet());
    }

    @Test
    void shouldNotLetAClockThatIsAheadMakeACallNegative() {
        put(Examples.answered("early", "payer", Examples.START.plusSeconds(60)));
        CallRow call = board.rows(ALL).getFirst();
        assertEquals(0, call.seconds());
        assertEquals(BigDecimal.ZERO, call.cost());
    }

    @Test
    void shouldShowACallThatHasJustEndedWithHowItEndedAndWhatItCameTo() {
        var call = Examples.answered("up", "payer", Examples.START);
        put(call);
        assertEquals(CallRow.State.ANSWERED, one(ALL, "up").call().state());
        put(Examples.ended(call, Examples.START.plusMillis(2_500)));
        CallDetail over = one(ALL, "up");
        assertEquals(CallRow.State.ENDED, over.call().state());
        assertEquals(new BigDecimal("0.03"), over.call().cost());
        assertEquals(Examples.START.plusMillis(2_500), over.endedAt());
        assertEquals(200, over.status());
        board.accept(new ConsumerRecord<>("calls", 0, 0, "up", null));
        assertEquals(CallRow.State.ENDED, one(ALL, "up").call().state());
        put(call);
        assertEquals(CallRow.State.ANSWERED, one(ALL, "up").call().state());
    }

    @Test
    void shouldKeepNoMoreEndedCallsThanItMay() {
        for (int i = 0; i <= EndedCalls.KEPT; i++) {
            put(Examples.ended(Examples.answered("call-" + i, "payer", now), now));
        }
        assertEquals(Optional.empty(), board.call(ALL, "call-0"));
        assertEquals("call-1", one(ALL, "call-1").call().id());
    }

    @Test
    void shouldFindByAPlainCallIdTheLatestCallThatBearsIt() {
        putAs("x;tag-2", Examples.answered("x", "payer", Examples.START.plusSeconds(60)));
        putAs("x;tag-1", Examples.ended(Examples.answered("x", "payer", Examples.START), Examples.START));
        assertEquals("x;tag-2", one(ALL, "x").call().id());
        putAs("x;tag-3", Examples.answered("x", "somebody", Examples.START.plusSeconds(120)));
        assertEquals("x;tag-3", one(ALL, "x").call().id());
        assertEquals("x;tag-2", one(PAYER, "x").call().id());
        assertEquals("x;tag-1", one(PAYER, "x;tag-1").call().id());
    }

    @Test
    void shouldShowOnlyWhatTheScopeCovers() {
        put(Examples.answered("mine", "payer", Examples.START));
        put(Examples.answered("others", "somebody", Examples.START));
        put(Examples.answered("nobodys", null, Examples.START));
        assertEquals(
                List.of("mine"), board.rows(PAYER).stream().map(CallRow::id).toList());
        assertEquals(3, board.rows(ALL).size());
        put(Examples.ended(Examples.answered("others", "somebody", Examples.START), Examples.START));
        for (String id : List.of("others", "nobodys")) {
            assertEquals(Optional.empty(), board.row(PAYER, id));
            assertEquals(Optional.empty(), board.call(PAYER, id));
            assertEquals(id, one(ALL, id).call().id());
        }
    }

    @Test
    void shouldStreamOnlyWhatTheScopeCoversAndTellWhenItIsAnothersNow() throws Exception {
        put(Examples.answered("others", "somebody", Examples.START));
        try (var watching = Watching.of(board, PAYER)) {
            assertEquals(List.of(), watching.snapshot());
            put(Examples.answered("mine", "payer", Examples.START));
            put(Examples.answered("others", "somebody", Examples.START.plusSeconds(1)));
            assertEquals(List.of("mine answered 0.01"), told(watching));
            // The call turns out to be paid by somebody else.
            put(Examples.answered("mine", "somebody", Examples.START));
            assertEquals(List.of("mine gone"), told(watching));
            put(Examples.ended(Examples.answered("mine", "somebody", Examples.START), now));
            put(Examples.ended(Examples.answered("others", "somebody", Examples.START), now));
            assertEquals(List.of(), told(watching));
        }
    }

    @Test
    void shouldShowOneRowWithItsLegsWhicheverComesFirst() throws Exception {
        now = now.plusMillis(1_500);
        try (var watching = Watching.all(board)) {
            put(Examples.answered("leg-b", null, Examples.START.plusSeconds(1)));
            assertEquals(List.of("leg-b answered 0.01"), told(watching));
            link("leg-a", true, "leg-b");
            put(Examples.answered("leg-a", "payer", Examples.START));
            assertEquals(List.of("leg-a answered 0.02", "leg-b gone"), told(watching));
            put(Examples.answered("leg-c", null, Examples.START.plusSeconds(2)));
            link("icid", false, "leg-b", "leg-c");
            assertEquals(1, board.size());
            CallRow row = board.rows(ALL).getFirst();
            assertEquals("leg-a", row.id());
            assertEquals(List.of("leg-b", "leg-c"), legs(row));
            assertEquals(List.of("leg-a", "leg-c"), legs(one(ALL, "leg-b").call()));
        }
    }

    @Test
    void shouldShowALegThatHasEndedWithTheOthersAndOneThatIsLeftAsARow() {
        put(Examples.answered("leg-a", "payer", Examples.START));
        put(Examples.answered("leg-b", null, Examples.START.plusSeconds(1)));
        link("leg-a", true, "leg-b");
        put(Examples.ended(Examples.answered("leg-a", "payer", Examples.START), Examples.START.plusSeconds(5)));
        CallRow left = board.rows(ALL).getFirst();
        assertEquals("leg-b", left.id());
        assertEquals(CallRow.State.ENDED, left.legs().getFirst().state());
        assertEquals(List.of("leg-b"), legs(one(ALL, "leg-a").call()));
    }

    @Test
    void shouldShowRowsOfTheirOwnAgainWhenTheLinkIsNoMore() {
        put(Examples.answered("leg-a", "payer", Examples.START));
        put(Examples.answered("leg-b", null, Examples.START));
        link("shared", false, "leg-a", "leg-b");
        assertEquals(1, board.size());
        link("shared", false);
        assertEquals(2, board.size());
        link("shared", false, "leg-a", "leg-b");
        board.acceptLink(new ConsumerRecord<>("call-links", 0, 0, "shared", null));
        assertEquals(2, board.size());
        assertEquals(List.of(), legs(one(ALL, "leg-a").call()));
    }

    @Test
    void shouldJoinTheLegsOfOneWhoKeepsTheCallId() {
        putAs("x", Examples.answered("x", "payer", Examples.START));
        putAs("x;tag", Examples.answered("x", null, Examples.START.plusSeconds(1)));
        assertEquals(1, board.size());
        assertEquals(List.of("x;tag"), legs(board.rows(ALL).getFirst()));
    }

    @Test
    void shouldNeitherHideAnAccountsCallNorShowItToALiarWhoJoinsHisToIt() throws Exception {
        put(Examples.answered("his", "liar", Examples.START));
        put(Examples.answered("hers", "payer", Examples.START.plusSeconds(1)));
        put(Examples.answered("platforms", null, Examples.START.plusSeconds(2)));
        link("hers", true, "platforms", "his");
        assertEquals(2, board.size());
        var liar = new Scope.Below("liar");
        for (Scope scope : List.of(PAYER, liar)) {
            assertEquals(1, board.rows(scope).size());
            assertEquals(List.of(), board.rows(scope).getFirst().legs());
        }
        assertEquals(List.of(), one(liar, "his").call().legs());
        assertEquals(Optional.empty(), board.call(liar, "hers"));
        assertEquals(Optional.empty(), board.call(liar, "platforms"));
        assertEquals(2, one(ALL, "his").call().legs().size());
        try (var watching = Watching.of(board, liar)) {
            put(Examples.answered("his", "liar", Examples.START));
            put(Examples.answered("platforms", null, Examples.START));
            board.everySecond();
            assertEquals(
                    List.of("[]"),
                    watching.beat().stream()
                            .filter(event -> event.name().equals("call"))
                            .map(event -> event.data().get("legs"))
                            .toList());
        }
        try (var watching = Watching.all(board)) {
            put(Examples.answered("his", "liar", Examples.START));
            assertEquals(
                    Set.of(2),
                    watching.beat().stream()
                            .map(event -> event.data().get("legs").split("\"id\"").length - 1)
                            .collect(Collectors.toSet()));
        }
    }

    private void link(String value, boolean mayBeCallId, String... callIds) {
        List<CallLink.Leg> legs = Stream.of(callIds)
                .map(callId -> new CallLink.Leg(callId, Examples.START, "X-CID"))
                .toList();
        var link = new CallLink(value, Examples.START, mayBeCallId, legs);
        board.acceptLink(new ConsumerRecord<>("call-links", 0, 0, value, Json.write(link)));
    }

    private static List<String> legs(CallRow row) {
        return row.legs().stream().map(CallLeg::id).toList();
    }

    private CallDetail one(Scope scope, String id) {
        return board.call(scope, id).orElseThrow();
    }

    /** What a second brings to who watches. */
    private List<String> told(Watching watching) throws InterruptedException {
        board.everySecond();
        return watching.beat().stream()
                .map(event -> {
                    Map<String, String> data = event.data();
                    return event.name().equals("gone")
                            ? data.get("id") + " gone"
                            : String.join(
                                    " ",
                                    Stream.of("id", "state", "cost")
                                            .map(data::get)
                                            .toList());
                })
                .sorted()
                .toList();
    }

    private void put(Call call) {
        putAs(call.setup().callId(), call);
    }

    private void putAs(String id, Call call) {
        board.accept(new ConsumerRecord<>("calls", 0, 0, id, Json.write(call)));
    }
}
