package io.trunkline.live.board;

import io.trunkline.live.http.Watching;
import io.trunkline.protocol.Topic;
import io.trunkline.testing.Until;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What every board does alike. */
class BoardTest {

    private record Row(String id) {}

    /** Rows that are no more than their ids; one of them cannot be shown. */
    private static final class Ids extends Board<String, Row> {

        Ids() {
            super(new Place(Topic.CALLS, "/ids", Set.of(), "id", "id"));
        }

        @Override
        public void accept(ConsumerRecord<String, byte[]> record) {
            put(record.key(), record.key());
        }

        @Override
        Row row(String id) {
            if (id.equals("bad")) {
                throw new IllegalStateException("cannot be shown");
            }
            return new Row(id);
        }

        @Override
        String id(Row row) {
            return row.id();
        }

        @Override
        String owner(String id) {
            return null;
        }

        @Override
        public String order(Row row) {
            return row.id();
        }
    }

    @Test
    void shouldTellOfAllOthersWhenOneRowCannotBeShown() throws Exception {
        var board = new Ids();
        try (var watching = Watching.all(board)) {
            var all = Set.of("a", "b", "c", "d", "e", "f");
            board.put("bad", "bad");
            all.forEach(id -> board.put(id, id));
            var told = new HashSet<String>();
            Until.holds(() -> {
                told.addAll(ids(watching));
                return told.equals(all);
            });
        }
    }

    private static Set<String> ids(Watching watching) {
        var ids = new HashSet<String>();
        try {
            watching.beat().forEach(event -> ids.add(event.data().get("id")));
        } catch (IllegalStateException e) {
            // Of the row that cannot be shown; what was told before it comes with the next beat.
            return ids;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ids;
    }
}
