package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.exchange.CallTemplate;
import io.trunkline.exchange.LoadMix;
import io.trunkline.exchange.PacketTemplate;
import io.trunkline.exchange.RegistrationTemplate;
import java.util.stream.LongStream;

/**
 * Which call begins when, and what becomes of it: a function of its number. So each process that has the settings
 * knows what every message's due time is and what every call must cost, without asking the one that sends them. Times
 * are milliseconds from the run's beginning. Not changed once made; any thread.
 */
public final class Traffic {

    /** Of the messages; the others are calls'. */
    private static final double SHARE_OF_REGISTRATIONS = 0.04;

    private static final int MESSAGES_OF_A_REFRESH = 2;

    private final TrafficSettings settings;
    private final LoadMix mix;
    private final CallTemplate[] templates;
    private final RegistrationTemplate[] telephones;
    private final Pace calls;
    private final Pace registrations;

    /** The traffic that follows from settings. */
    public Traffic(TrafficSettings settings) {
        this.settings = settings;
        this.mix = new LoadMix(settings.seed(), settings.runId(), settings.accountIds(), settings.meanTalkMillis());
        this.templates = mix.calls().toArray(CallTemplate[]::new);
        this.telephones = mix.registrations().toArray(RegistrationTemplate[]::new);
        this.registrations = Pace.of(settings, SHARE_OF_REGISTRATIONS / MESSAGES_OF_A_REFRESH);
        this.calls = Pace.of(settings, (1 - SHARE_OF_REGISTRATIONS) / messagesOfACall());
    }

    /** What it follows from. */
    public TrafficSettings settings() {
        return settings;
    }

    /** The calls' and telephones' templates. */
    public LoadMix mix() {
        return mix;
    }

    /** Number of calls that begin. */
    public long calls() {
        return calls.within(settings.seconds());
    }

    /** Number of those that are answered. */
    public long answered() {
        return LongStream.range(0, calls())
                .filter(call -> template(call).answered())
                .count();
    }

    /** How many begin in a second, behind the approach. */
    public double callsPerSecond() {
        return calls.perSecond();
    }

    /** When a call begins. Rises with its number. */
    public long startMillis(long call) {
        double jitter = (mixed(~call) >>> 11) * 0x1p-53;
        return calls.startMillis(call + jitter);
    }

    /** What becomes of a call. */
    public CallTemplate template(long call) {
        return templates[(int) Long.remainderUnsigned(mixed(call), templates.length)];
    }

    /** When the last message of all is due. */
    public long endMillis() {
        long longest = mix.calls().stream()
                .mapToLong(call -> call.packets().getLast().atMillis())
                .max()
                .orElseThrow();
        return settings.seconds() * 1_000 + longest;
    }

    /** Number of registrations and refreshes. */
    long registrations() {
        return registrations.within(settings.seconds());
    }

    long registrationStartMillis(long registration) {
        return registrations.startMillis(registration + 0.5);
    }

    RegistrationTemplate telephone(long registration) {
        return telephones[(int) (registration % telephones.length)];
    }

    /** How often its telephone has registered before. */
    int round(long registration) {
        return (int) (registration / telephones.length);
    }

    /** Mean of the messages of a call. */
    public double messagesOfACall() {
        return mix.calls().stream()
                .mapToInt(call -> call.packets().size())
                .average()
                .orElseThrow();
    }

    /** Mean length of a packet, in bytes. */
    public double bytesOfAPacket() {
        return mix.calls().stream()
                .flatMap(call -> call.packets().stream())
                .mapToInt(PacketTemplate::length)
                .average()
                .orElseThrow();
    }

    /** How many calls are up at once, ringing or answered, once as many end as begin. */
    public double callsUp() {
        return callsPerSecond()
                / 1_000
                * mix.calls().stream()
                        .mapToLong(CallTemplate::endedMillis)
                        .average()
                        .orElseThrow();
    }

    /** How long calls must last on average for so many to be up at once; at least half a second. */
    public static long meanTalkMillis(TrafficSettings settings, double callsUp) {
        var traffic = new Traffic(settings);
        double talk = traffic.mix.calls().stream()
                .mapToLong(CallTemplate::talkMillis)
                .average()
                .orElseThrow();
        double up = traffic.callsUp() / traffic.callsPerSecond() * 1_000;
        double wanted = callsUp / traffic.callsPerSecond() * 1_000 - (up - talk);
        return Math.max(500, Math.round(settings.meanTalkMillis() * wanted / talk));
    }

    /** SplittableRandom's way to mix bits. */
    private long mixed(long number) {
        long bits = (number + settings.seed()) * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
