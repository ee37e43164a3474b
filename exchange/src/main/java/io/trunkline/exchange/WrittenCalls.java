package io.trunkline.exchange;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Calls of the simulated exchange as packets, with what must come of them: for tests that send them at a pace of
 * their own. The same seed gives the same calls.
 *
 * @param calls what must come of each
 * @param parcels their packets, in the order of their times
 */
public record WrittenCalls(List<Call> calls, List<Parcel> parcels) {

    /**
     * What must come of a call.
     *
     * @param accountId who pays
     * @param outcome as the API names it
     * @param talkMillis from the 2xx that goes to the caller to the first BYE; 0 when it is not answered
     * @param messages packets of it
     */
    public record Call(String callId, String accountId, String outcome, long talkMillis, int messages) {}

    /**
     * Messages of one call that follow each other so closely that no pause belongs between them: a challenge and what
     * answers it, a refusal and its ACK. Between the parcels of a call it rings, or somebody talks.
     *
     * @param atMicros time of the first, microseconds since the epoch
     * @param packets HEP3, one message each
     */
    public record Parcel(long atMicros, List<byte[]> packets) {}

    private static final int SUBSCRIBERS = 240;
    private static final long CAPTURE_ID = 2001;
    private static final Duration ARRIVALS = Duration.ofMinutes(8);
    private static final long GAP_MICROS = 1_000_000;

    /** Writes calls that all ended before now, and of which many were up at the same time. */
    public static WrittenCalls of(long seed, int number) {
        var random = new SplittableRandom(seed);
        var population = Population.of(seed, SUBSCRIBERS);
        String runId = ExchangeSettings.newRunId();
        var first = Instant.now().minus(ARRIVALS).minusMillis(CallPlan.LONGEST_MILLIS);
        long firstMicros = ChronoUnit.MICROS.between(Instant.EPOCH, first);
        var calls = new ArrayList<Call>();
        var parcels = new ArrayList<Parcel>();
        for (int i = 0; i < number; i++) {
            var plan = CallPlan.draw(population, random);
            var script = CallFlow.of(plan, runId + "-" + i + "@test");
            boolean answered = plan.ending() == CallPlan.Ending.ANSWERED;
            calls.add(new Call(
                    script.callId(),
                    plan.caller().accountId(),
                    outcome(plan),
                    answered ? (script.endedMicros() - script.answeredMicros()) / 1_000 : 0,
                    script.messages().size()));
            parcels.addAll(parcels(script, firstMicros + random.nextLong(ARRIVALS.toMillis() * 1_000)));
        }
        parcels.sort(Comparator.comparingLong(Parcel::atMicros));
        return new WrittenCalls(List.copyOf(calls), List.copyOf(parcels));
    }

    /** Settings that say who makes these calls: with them their accounts are set up. */
    public static ExchangeSettings customers(long seed, InetSocketAddress hepTarget) {
        return ExchangeSettings.bounded(seed, hepTarget, 1, 1, 1);
    }

    /** All messages. */
    public int messages() {
        return calls.stream().mapToInt(Call::messages).sum();
    }

    private static List<Parcel> parcels(CallScript script, long startMicros) {
        var parcels = new ArrayList<Parcel>();
        var packets = new ArrayList<byte[]>();
        long beginMicros = 0;
        long lastMicros = 0;
        for (var message : script.messages()) {
            if (message.atMicros() - lastMicros > GAP_MICROS) {
                parcels.add(new Parcel(startMicros + beginMicros, List.copyOf(packets)));
                packets.clear();
                beginMicros = message.atMicros();
            }
            lastMicros = message.atMicros();
            packets.add(packet(message.from(startMicros)));
        }
        parcels.add(new Parcel(startMicros + beginMicros, List.copyOf(packets)));
        return parcels;
    }

    private static byte[] packet(CallScript.Message message) {
        var packet = HepPacket.empty();
        HepSender.write(message, CAPTURE_ID, packet);
        return HepEncoder.encode(packet);
    }

    static String outcome(CallPlan plan) {
        return switch (plan.ending()) {
            case ANSWERED -> "answered";
            case BUSY -> "busy";
            case NO_ANSWER -> "no-answer";
            case CANCELLED -> "cancelled";
            case DECLINED, NOT_FOUND, PAYMENT_REQUIRED -> "rejected";
            // 503 from a trunk, 480 from a subscriber.
            case UNAVAILABLE -> plan.callee() == null ? "failed" : "no-answer";
        };
    }
}
