package io.trunkline.benchmarks;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.pkts.packet.sip.impl.SipParser;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The scanner beside JAIN-SIP's parser and that of pkts.io, on the same messages in the same run.
 *
 * <p>The scanner finds every field of {@link SipField}, all contacts and everything that is wrong with a message in its
 * one pass, whatever is asked of it afterwards. JAIN-SIP reads every header too; {@link #scannerAllFields} reads each of
 * the scanner's fields, for this comparison. pkts.io frames the headers and reads those that are asked for;
 * {@link #scanner} and {@link #pkts} ask for the same six, those by which the call tracker knows a call and its
 * transactions.
 *
 * <p>None of the three reads the session description in that. The scanner looks through it on demand;
 * {@link #scannerAndMedia} demands it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SipScannerBenchmark {

    private static final SipField[] FIELDS = SipField.values();

    /** What is read. */
    @Param
    public SampleMessage message;

    private byte[] bytes;
    private ByteBuffer direct;
    private final SipScanner scanner = new SipScanner();
    private final SipMessage found = new SipMessage();
    private final StringMsgParser jain = new StringMsgParser();

    /** Reads the message, and sees to it that none of the three measures how fast it fails. */
    @Setup
    public void readMessage() throws IOException, ParseException {
        bytes = message.bytes();
        direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        if (!scanner.scan(bytes, 0, bytes.length, found) || !found.flags().isEmpty()) {
            throw new IllegalStateException("the scanner does not take " + message + ": " + found.flags());
        }
        String branch = found.text(SipField.VIA_BRANCH);
        String jainBranch =
                jain.parseSIPMessage(bytes, true, true, null).getTopmostVia().getBranch();
        String pktsBranch = SipParser.frame(io.pkts.buffer.Buffers.wrap(bytes))
                .getViaHeader()
                .getBranch()
                .toString();
        if (!branch.equals(jainBranch) || !branch.equals(pktsBranch)) {
            throw new IllegalStateException("branches differ: " + branch + ", " + jainBranch + ", " + pktsBranch);
        }
    }

    /** Trunkline's scanner on an array. */
    @Benchmark
    public void scanner(Blackhole hole) {
        hole.consume(scanner.scan(bytes, 0, bytes.length, found));
        consume(hole);
    }

    /** Trunkline's scanner on a direct buffer, which it copies first. */
    @Benchmark
    public void scannerDirect(Blackhole hole) {
        hole.consume(scanner.scan(direct, found));
        consume(hole);
    }

    /** Trunkline's scanner, asked for every field that it finds. */
    @Benchmark
    public void scannerAllFields(Blackhole hole) {
        hole.consume(scanner.scan(bytes, 0, bytes.length, found));
        consume(hole);
        int sum = 0;
        for (SipField field : FIELDS) {
            sum += found.start(field) + found.length(field);
        }
        hole.consume(sum);
        hole.consume(found.contacts());
        hole.consume(found.expires());
        hole.consume(found.sessionExpires());
        hole.consume(found.maxForwards());
        hole.consume(found.contentLength());
        hole.consume(found.q850Cause());
        hole.consume(found.hasRoute());
        hole.consume(found.hasRecordRoute());
    }

    /** Trunkline's scanner, and asked where the media of the session description are. */
    @Benchmark
    public void scannerAndMedia(Blackhole hole) {
        hole.consume(scanner.scan(bytes, 0, bytes.length, found));
        consume(hole);
        hole.consume(found.media());
    }

    private void consume(Blackhole hole) {
        hole.consume(found.start(SipField.CALL_ID));
        hole.consume(found.cseq());
        hole.consume(found.method());
        hole.consume(found.start(SipField.FROM_TAG));
        hole.consume(found.start(SipField.TO_TAG));
        hole.consume(found.start(SipField.VIA_BRANCH));
    }

    /** JAIN-SIP's parser, which reads every header. */
    @Benchmark
    public void jainSip(Blackhole hole) throws ParseException {
        SIPMessage parsed = jain.parseSIPMessage(bytes, true, true, null);
        hole.consume(parsed.getCallId().getCallId());
        hole.consume(parsed.getCSeq().getSeqNumber());
        hole.consume(parsed.getCSeq().getMethod());
        hole.consume(parsed.getFromTag());
        hole.consume(parsed.getToTag());
        hole.consume(parsed.getTopmostVia().getBranch());
    }

    /** The parser of pkts.io, which frames the headers and reads those that are asked for. */
    @Benchmark
    public void pkts(Blackhole hole) throws IOException {
        var parsed = SipParser.frame(io.pkts.buffer.Buffers.wrap(bytes));
        hole.consume(parsed.getCallIDHeader().getCallId());
        hole.consume(parsed.getCSeqHeader().getSeqNumber());
        hole.consume(parsed.getCSeqHeader().getMethod());
        hole.consume(parsed.getFromHeader().getTag());
        hole.consume(parsed.getToHeader().getTag());
        hole.consume(parsed.getViaHeader().getBranch());
    }
}
