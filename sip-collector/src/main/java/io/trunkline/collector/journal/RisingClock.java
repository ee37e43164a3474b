package io.trunkline.collector.journal;

import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.core.time.TimeProvider;

/** The time by which the journal names its hours: the clock's, but it stands still while that is set back. Any thread. */
final class RisingClock implements TimeProvider {

    private final MicroClock clock;
    private final AtomicLong latestMillis = new AtomicLong();

    RisingClock(MicroClock clock) {
        this.clock = clock;
    }

    /** From now on never before this time. */
    void notBefore(long millis) {
        latestMillis.accumulateAndGet(millis, Math::max);
    }

    @Override
    public long currentTimeMillis() {
        long now = clock.micros() / 1_000;
        long latest = latestMillis.get();
        return now <= latest ? latest : latestMillis.accumulateAndGet(now, Math::max);
    }
}
