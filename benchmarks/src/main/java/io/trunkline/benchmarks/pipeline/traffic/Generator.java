package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.exchange.PacketTemplate;
import io.trunkline.exchange.RegistrationTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that plays {@link Traffic} to a port of loopback, in an open loop: every message has a due time, which it
 * bears as its time of capture. When the network makes it wait, what follows is late, and the lateness is the
 * receiver's. One thread; it sleeps from millisecond to millisecond. It begins a second after it has read a line, and
 * prints, each on a line:
 *
 * <pre>
 *   ready                   it waits for a line
 *   began MILLIS            the run's beginning, since the epoch
 *   at MILLIS MESSAGES      how many were sent that were due before so many milliseconds from the beginning
 *   sent MESSAGES FAILED CPU    the end; CPU is what this process has used since the beginning, in ms
 * </pre>
 */
public final class Generator {

    static final String READY = "ready";
    static final String BEGAN = "began ";
    static final String AT = "at ";
    static final String SENT = "sent ";

    private static final long HEAD_START_MILLIS = 1_000;
    private static final long REPORT_EVERY_MILLIS = 50;
    private static final long MOST_MICROS_IN_A_TICK = 999;

    private final Traffic traffic;
    private final PacketSink sink;
    private final Wheel wheel = new Wheel();
    private final long beganMillis = System.currentTimeMillis() + HEAD_START_MILLIS;
    private final long beganNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEAD_START_MILLIS);
    private long nextCall;
    private long nextRegistration;
    private long sent;
    private long sentInTick;
    private final long cpuBefore = cpuMillis();

    private Generator(Traffic traffic, PacketSink sink) {
        this.traffic = traffic;
        this.sink = sink;
    }

    /**
     * Plays.
     *
     * @param arguments {@code udp} or {@code tcp}, port, then those of {@link TrafficSettings}
     */
    public static void main(String[] arguments) throws IOException {
        var all = List.of(arguments);
        var traffic = new Traffic(TrafficSettings.of(all.subList(2, all.size())));
        try (var sink = PacketSink.open(all.get(0).equals("udp"), Integer.parseInt(all.get(1)))) {
            System.out.println(READY);
            if (System.in.read() >= 0) {
                new Generator(traffic, sink).play();
            }
        }
    }

    private void play() throws IOException {
        System.out.println(BEGAN + beganMillis);
        for (long tick = 0; !over(); tick++) {
            sleepUntil(tick);
            sentInTick = 0;
            begin(tick);
            resume(tick);
            sink.flush();
            if ((tick + 1) % REPORT_EVERY_MILLIS == 0) {
                System.out.println(AT + (tick + 1) + ' ' + sent);
            }
        }
        System.out.println(SENT + sent + ' ' + sink.failed() + ' ' + (cpuMillis() - cpuBefore));
    }

    private static long cpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private boolean over() {
        return nextCall >= traffic.calls() && nextRegistration >= traffic.registrations() && wheel.isEmpty();
    }

    private void sleepUntil(long tick) {
        long untilNanos = beganNanos + TimeUnit.MILLISECONDS.toNanos(tick);
        for (long left = untilNanos - System.nanoTime(); left > 0; left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void begin(long tick) throws IOException {
        while (nextCall < traffic.calls() && traffic.startMillis(nextCall) <= tick) {
            var packets = traffic.template(nextCall).packets();
            advance(new Flow(traffic.startMillis(nextCall), packets, CallKey.of(nextCall)), tick);
            nextCall++;
        }
        while (nextRegistration < traffic.registrations()
                && traffic.registrationStartMillis(nextRegistration) <= tick) {
            register(nextRegistration, tick);
            nextRegistration++;
        }
    }

    private void register(long registration, long tick) throws IOException {
        var telephone = traffic.telephone(registration);
        long start = traffic.registrationStartMillis(registration);
        int round = traffic.round(registration);
        int cseq = RegistrationTemplate.FIRST_CSEQ + 2 * round;
        if (round == 0) {
            advance(new Flow(start, telephone.challenged(), key(cseq)), tick);
            advance(new Flow(start, telephone.registered(), key(cseq + 1)), tick);
        } else {
            advance(new Flow(start, telephone.refreshed(), key(cseq)), tick);
        }
    }

    private static byte[] key(int cseq) {
        return Integer.toString(cseq).getBytes(StandardCharsets.US_ASCII);
    }

    private void resume(long tick) throws IOException {
        Flow flow = wheel.take(tick);
        while (flow != null) {
            Flow behind = flow.behind;
            advance(flow, tick);
            flow = behind;
        }
    }

    /** Sends what is due of a flow, and lets the rest wait. */
    private void advance(Flow flow, long tick) throws IOException {
        while (!flow.over() && flow.dueMillis() <= tick) {
            long dueMicros = (beganMillis + flow.dueMillis()) * 1_000;
            PacketTemplate packet = flow.take();
            sink.send(packet, dueMicros + Math.min(sentInTick++, MOST_MICROS_IN_A_TICK), flow.key());
            sent++;
        }
        if (!flow.over()) {
            wheel.add(flow);
        }
    }
}
