package io.trunkline.benchmarks;

import io.trunkline.exchange.WrittenCalls;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.rating.call.TrackedCalls;
import io.trunkline.rating.message.MessageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one captured message costs the tracker of calls: 4,000 calls of the simulated exchange, whole and in each other, as
 * they come from a proxy (challenges, forks, re-INVITEs, cancelled, busy, refused), without Kafka and without accounts. What
 * {@code read} takes is the reader's; the rest of {@code track} is the call model's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class CallTrackerBenchmark {

    private static final int CALLS = 4_000;
    private static final long SEED = 42;

    private final MessageReader reader = new MessageReader();
    private final List<byte[]> packets = new ArrayList<>();
    private final List<MessageHeaders> headers = new ArrayList<>();
    private final TrackedCalls calls = new TrackedCalls();
    private int next;

    /** Writes the calls. */
    @Setup
    public void write() {
        for (WrittenCalls.Parcel parcel : WrittenCalls.of(SEED, CALLS).parcels()) {
            for (byte[] packet : parcel.packets()) {
                packets.add(packet);
                headers.add(new MessageHeaders(
                        "bench",
                        packets.size(),
                        "proxy",
                        parcel.atMicros(),
                        MessageHeaders.NOT_CLAMPED,
                        MessageHeaders.MAY_BILL));
            }
        }
    }

    /** Reading alone. */
    @Benchmark
    public Object read() {
        next = next + 1 == packets.size() ? 0 : next + 1;
        return reader.read(packets.get(next), headers.get(next));
    }

    /** Reading, and what it makes of the message's call. */
    @Benchmark
    public Object track() {
        if (++next == packets.size()) {
            next = 0;
            calls.forget();
        }
        MessageReader.Result result = reader.read(packets.get(next), headers.get(next));
        if (result instanceof MessageReader.Result.OfCall(var message)) {
            calls.take(message);
        }
        return result;
    }
}
