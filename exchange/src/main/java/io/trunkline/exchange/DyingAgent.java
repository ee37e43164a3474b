package io.trunkline.exchange;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A second capture agent of the exchange, at an edge with one busy telephone: it sends for some minutes, then nothing for
 * some, and begins again. So it can be seen what is said of an agent that has died. On the timeline's thread.
 */
final class DyingAgent implements AutoCloseable {

    private static final int EXPIRES_SECONDS = 3_600;
    private static final long APART_MICROS = micros(Duration.ofSeconds(2));
    private static final long ALIVE_MICROS = micros(Duration.ofMinutes(3));
    private static final long DEAD_MICROS = micros(Duration.ofMinutes(4));

    private final Timeline timeline;
    private final HepSender sender;
    private final RegistrationFlow flow;

    /** One that has not begun; its id is the one behind the exchange's own. */
    DyingAgent(ExchangeSettings settings, Timeline timeline) {
        this.timeline = timeline;
        sender = new HepSender(settings.hepTarget(), settings.captureId() + 1);
        InetSocketAddress place = Proxy.address("198.51.100.230", 5060);
        var telephone = new Subscriber("edge201", null, "Edge 201", "", place, place, Transport.UDP, "Edge phone 1.0");
        flow = new RegistrationFlow(telephone, settings.runId(), new SplittableRandom(settings.seed() ^ 201));
    }

    /** Sends from a moment on, and falls silent after a while. */
    void start(long atMicros) {
        timeline.at(atMicros, () -> {
            play(flow.register(EXPIRES_SECONDS));
            live(atMicros + ALIVE_MICROS);
        });
    }

    private void live(long untilMicros) {
        long now = timeline.nowMicros();
        if (now < untilMicros) {
            timeline.at(now + APART_MICROS, () -> {
                play(flow.refresh(EXPIRES_SECONDS));
                live(untilMicros);
            });
        } else {
            start(now + DEAD_MICROS);
        }
    }

    private void play(List<CallScript.Message> messages) {
        long start = timeline.nowMicros();
        for (var message : messages) {
            timeline.at(start + message.atMicros(), () -> sender.send(message.from(start)));
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public void close() {
        sender.close();
    }
}
