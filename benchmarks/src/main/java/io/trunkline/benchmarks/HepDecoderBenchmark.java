package io.trunkline.benchmarks;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading a packet with an INVITE of 1,177 bytes, plain and gzipped as a whole, and writing it in its normal form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HepDecoderBenchmark {

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final byte[] target = new byte[HepPacket.MAX_LENGTH];
    private final HepPacket toWrite = HepPacket.empty();
    private byte[] plain;
    private byte[] gzipped;

    /** Builds the packets as Kamailio and heplify send them: addresses, times, id, key, correlation id, payload. */
    @Setup
    public void buildPackets() throws IOException {
        byte[] message = SampleMessage.INVITE.bytes();
        toWrite.source(new byte[] {(byte) 192, 0, 2, 101}, 5060)
                .target(new byte[] {(byte) 198, 51, 100, 7}, 5060)
                .capturedAtMicros(1_795_230_245_000_006L)
                .captureId(2001)
                .correlationId("3848276298220188511@192.0.2.101")
                .payload(message, 0, message.length);
        plain = HepEncoder.encodeWithKey(toWrite, "myhep");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        gzipped = packed.toByteArray();
        if (decoder.decode(plain, 0, plain.length, packet) != HepStatus.COMPLETE
                || decoder.decode(gzipped, 0, gzipped.length, packet) != HepStatus.COMPLETE) {
            throw new IllegalStateException("the decoder does not take the benchmark's packets");
        }
    }

    /** A plain packet. */
    @Benchmark
    public void decode(Blackhole hole) {
        hole.consume(decoder.decode(plain, 0, plain.length, packet));
        hole.consume(packet.payloadOffset());
    }

    /** A packet that was gzipped whole. */
    @Benchmark
    public void decodeGzipped(Blackhole hole) {
        hole.consume(decoder.decode(gzipped, 0, gzipped.length, packet));
        hole.consume(packet.payloadOffset());
    }

    /** Writing a packet in its normal form. */
    @Benchmark
    public int encode() {
        return HepEncoder.encode(toWrite, target, 0);
    }
}
