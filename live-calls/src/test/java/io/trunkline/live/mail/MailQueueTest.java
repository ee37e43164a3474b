package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.AccountEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MailQueueTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TopicPartition ONE = new TopicPartition("events", 0);
    private static final TopicPartition OTHER = new TopicPartition("events", 1);

    private final MailQueue queue = new MailQueue();

    @Test
    void shouldHaveReadAgainWhatIsNotFinishedAndNothingBeforeIt() {
        queue.add(ONE, 4, List.of());
        assertEquals(Map.of(0, 5L), committed());
        queue.add(ONE, 5, List.of(low("a")));
        queue.add(ONE, 6, List.of(low("b"), low("c")));
        queue.add(OTHER, 9, List.of());
        assertEquals(Map.of(1, 10L), committed(), "of the one that waits nothing is new");

        MailQueue.Waiting first = queue.take(NOON).orElseThrow();
        queue.put(first.until(NOON.plusSeconds(10)));
        queue.done(queue.take(NOON).orElseThrow());
        queue.done(queue.take(NOON).orElseThrow());
        assertEquals(Map.of(), committed(), "the first still waits");
        assertEquals(Optional.empty(), queue.take(NOON));
        assertEquals(Optional.of(Duration.ofSeconds(10)), queue.nextIn(NOON));

        queue.done(queue.take(NOON.plusSeconds(10)).orElseThrow());
        assertEquals(Map.of(0, 7L), committed());
        assertEquals(0, queue.size());
    }

    @Test
    void shouldFinishARecordWithTheLastOfItsMails() {
        queue.add(ONE, 0, List.of(low("a"), low("b")));
        assertEquals(Map.of(0, 0L), committed());
        queue.done(queue.take(NOON).orElseThrow());
        assertEquals(Map.of(), committed());
        queue.done(queue.take(NOON).orElseThrow());
        assertEquals(Map.of(0, 1L), committed());
    }

    private Map<Integer, Long> committed() {
        return queue.toCommit().entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().partition(), each -> each.getValue()
                        .offset()));
    }

    private static Occasion low(String account) {
        return Occasion.Crossing.of(
                        new AccountEvent(account, AccountEvent.Type.LOW, BigDecimal.ONE, "EUR", NOON, null, null))
                .orElseThrow();
    }
}
