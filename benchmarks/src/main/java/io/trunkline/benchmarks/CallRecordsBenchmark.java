package io.trunkline.benchmarks;

import io.trunkline.exchange.WrittenCalls;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.call.TrackedCalls;
import io.trunkline.rating.message.MessageReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** What the records of a call cost: the call as its topic has it, in JSON, and what is kept of it, in binary. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CallRecordsBenchmark {

    private static final int CALLS = 500;
    private static final long SEED = 42;
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final TrackedCalls calls = new TrackedCalls();
    private final Call ended = ended();
    private final byte[] json = Json.write(ended);
    private byte[][] stored;
    private int next;

    private static Call ended() {
        var rate = new Rate(
                "4930",
                "Germany Berlin",
                new BigDecimal("0.0120"),
                new BigDecimal("0.01"),
                60,
                1,
                2,
                0,
                null,
                null,
                null);
        var setup = new CallSetup(
                "7f3a9c1e5d@192.0.2.10",
                "7f3a9c1e5d@192.0.2.10",
                "9fxced76sl",
                "8321234356",
                "acme",
                null,
                "4930901820",
                "493012345678",
                AT,
                "192.0.2.10:5060",
                "198.51.100.1:5060",
                "198.51.100.1",
                "edge",
                true,
                "Yealink SIP-T46U 108.86.0.45",
                new Tariff("retail", "EUR", 4, Rounding.HALF_UP, rate),
                List.of(),
                new PayerReason(PayerReason.Code.DIGEST_USER, "by the digest user alice"));
        return new Call.Ended(
                setup,
                AT.plusMillis(300),
                AT.plusSeconds(4),
                AT.plusSeconds(75),
                Outcome.ANSWERED,
                EndedBy.CALLER,
                200,
                new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, AT.plusSeconds(75)),
                List.of());
    }

    /** Plays calls to the tracker and leaves them where they stand. */
    @Setup
    public void track() {
        var reader = new MessageReader();
        int index = 0;
        for (WrittenCalls.Parcel parcel : WrittenCalls.of(SEED, CALLS).parcels()) {
            for (byte[] packet : parcel.packets()) {
                var headers = new MessageHeaders(
                        "bench",
                        ++index,
                        "proxy",
                        parcel.atMicros(),
                        MessageHeaders.NOT_CLAMPED,
                        MessageHeaders.MAY_BILL);
                if (reader.read(packet, headers) instanceof MessageReader.Result.OfCall(var message)) {
                    calls.take(message);
                }
            }
        }
        stored = IntStream.range(0, calls.size()).mapToObj(calls::stored).toArray(byte[][]::new);
    }

    /** A call that is over, for the topic of calls. */
    @Benchmark
    public byte[] writeJson() {
        return Json.write(ended);
    }

    /** The same, as who follows the topic reads it. */
    @Benchmark
    public Call readJson() {
        return Json.read(json, Call.class);
    }

    /** What is kept of a call, for its store and changelog. */
    @Benchmark
    public byte[] writeState() {
        next = next + 1 == calls.size() ? 0 : next + 1;
        return calls.stored(next);
    }

    /** The same, read again: at a restore, and when a call was not touched for long. */
    @Benchmark
    public Object readState() {
        next = next + 1 == calls.size() ? 0 : next + 1;
        return calls.read(stored[next]);
    }
}
