package io.trunkline.live.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.live.LivePipeline;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LivePipeline.Extension.class)
class TopicWriterTest {

    /** More than a broker takes as one record. */
    private static final int TOO_LONG = 2 * 1024 * 1024;

    private final LivePipeline pipeline;

    TopicWriterTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldLeaveNothingOfATransactionThatFailsInTheMidst() throws InterruptedException {
        try (var views = Views.start(pipeline.kafka(), new Telemetry(), InstantSource.system());
                var writer = new TopicWriter(pipeline.kafka(), views)) {
            var failing = new LinkedHashMap<String, byte[]>();
            IntStream.range(0, 50).forEach(i -> failing.put("torn-" + i, account("torn-" + i)));
            failing.put("torn-too-long", new byte[TOO_LONG]);
            var refused = assertThrows(ApiError.class, () -> writer.writeTogether(Topic.ACCOUNTS, failing));
            assertEquals(503, refused.status());

            // What is written to the same partitions afterwards is seen, so what came before would be as well.
            Map<String, byte[]> whole = new LinkedHashMap<>();
            IntStream.range(0, 50).forEach(i -> whole.put("whole-" + i, account("whole-" + i)));
            writer.writeTogether(Topic.ACCOUNTS, whole);
            var seen = views.accounts().accounts().stream().map(Account::id).toList();
            assertEquals(0, seen.stream().filter(id -> id.startsWith("torn-")).count());
            assertEquals(50, seen.stream().filter(id -> id.startsWith("whole-")).count());
        }
    }

    private static byte[] account(String id) {
        return Json.write(new Account(
                id,
                id,
                "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                1));
    }
}
