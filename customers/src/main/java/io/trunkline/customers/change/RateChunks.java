package io.trunkline.customers.change;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The rates of an upload as records of the topic, made one after the other. A chunk has at most {@link
 * RateChunk#MAX_RATES} lines, and fewer where lines are so long that its record would be refused.
 */
final class RateChunks implements Iterable<Map.Entry<String, byte[]>> {

    /** Well below a broker's usual limit of 1 MiB, before compression. */
    private static final int LONGEST_RECORD = 900_000;

    private final String cardId;
    private final String version;
    private final List<Rate> rates;
    private int written;

    RateChunks(String cardId, String version, List<Rate> rates) {
        this.cardId = cardId;
        this.version = version;
        this.rates = rates;
    }

    /** Number of chunks that were made so far. */
    int written() {
        return written;
    }

    @Override
    public Iterator<Map.Entry<String, byte[]>> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < rates.size();
            }

            @Override
            public Map.Entry<String, byte[]> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int count = Math.min(RateChunk.MAX_RATES, rates.size() - next);
                byte[] value = chunk(next, count);
                while (value.length > LONGEST_RECORD && count > 1) {
                    count /= 2;
                    value = chunk(next, count);
                }
                next += count;
                return Map.entry(RateCardKey.chunk(cardId, version, written++), value);
            }
        };
    }

    private byte[] chunk(int from, int count) {
        return Json.write(new RateChunk(cardId, version, written, rates.subList(from, from + count)));
    }
}
