package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.live.Examples;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CallBoardTest {

    /** Writes down what it hears. */
    private static final class Heard implements Changes<CallRow> {
        private final List<String> told = new ArrayList<>();

        @Override
        public void changed(String id, CallRow now) {
            told.add(id + " " + now.state() + " " + now.cost());
        }

        @Override
        public void gone(String id) {
            told.add(id + " gone");
        }

        @Override
        public boolean heard() {
            return true;
        }
    }

    private Instant now = Examples.START;
    private final Heard heard = new Heard();
    private final CallBoard board = new CallBoard(() -> now, heard);

    @Test
    void shouldTellOfAGrownCostOnceAndOnlyOfAnsweredCalls() {
        put(Examples.ringing("ringing", Examples.START));
        put(Examples.answered("up", "payer", Examples.START));
        heard.told.clear();
        now = now.plusMillis(999);
        board.tellGrownCosts();
        now = now.plusMillis(1);
        board.tellGrownCosts();
        board.tellGrownCosts();
        now = now.plusSeconds(1);
        board.tellGrownCosts();
        assertEquals(List.of("up ANSWERED 0.02", "up ANSWERED 0.03"), heard.told);
    }

    @Test
    void shouldTellNothingOfACallThatIsGone() {
        var call = Examples.answered("up", "payer", Examples.START);
        put(call);
        put(Examples.ended(call, Examples.START.plusSeconds(3)));
        put(Examples.ended(call, Examples.START.plusSeconds(3)));
        now = now.plusSeconds(10);
        board.tellGrownCosts();
        assertEquals(List.of("up ANSWERED 0.01", "up gone"), heard.told);
        assertEquals(0, board.size());
    }

    @Test
    void shouldReserveWhatAllCallsOfAnAccountHaveStarted() {
        put(Examples.answered("one", "payer", Examples.START));
        put(Examples.answered("two", "payer", Examples.START.minusSeconds(10)));
        put(Examples.answered("other", "somebody", Examples.START.minusSeconds(100)));
        put(Examples.ringing("ringing", Examples.START));
        now = now.plusSeconds(5);
        assertEquals(0, new BigDecimal("0.22").compareTo(board.reserved("payer")));
        assertEquals(BigDecimal.ZERO, board.reserved("nobody"));
    }

    @Test
    void shouldNotLetAClockThatIsAheadMakeACallNegative() {
        put(Examples.answered("early", "payer", Examples.START.plusSeconds(60)));
        CallRow call = board.calls().getFirst();
        assertEquals(0, call.seconds());
        assertEquals(BigDecimal.ZERO, call.cost());
    }

    private void put(Call call) {
        board.accept(new ConsumerRecord<>("calls", 0, 0, call.setup().callId(), Json.write(call)));
    }
}
