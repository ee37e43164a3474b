package io.trunkline.collector.journal;

import java.time.Instant;

/** The time of day in microseconds since the epoch. Asked by several threads at once. */
public interface MicroClock {

    long micros();

    /** The machine's clock. */
    static MicroClock system() {
        return () -> {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        };
    }
}
