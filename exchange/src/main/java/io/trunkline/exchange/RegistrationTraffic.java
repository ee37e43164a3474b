package io.trunkline.exchange;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The subscribers' registrations: all within the first seconds, refreshed before they run out. A few have a
 * wrong password and try again and again; a few are switched off and on. On the timeline's thread.
 */
final class RegistrationTraffic {

    private static final int EXPIRES_SECONDS = 300;
    private static final long FIRST_MICROS = 8_000_000;
    private static final long EARLIEST_REFRESH_MICROS = 200_000_000;
    private static final long LATEST_REFRESH_MICROS = 280_000_000;
    private static final long RETRY_MICROS = 60_000_000;
    private static final int PERCENT_WRONG_PASSWORD = 3;
    private static final int PERCENT_SWITCHED_OFF = 4;

    private final ExchangeSettings settings;
    private final Population population;
    private final Timeline timeline;
    private final HepSender sender;

    RegistrationTraffic(ExchangeSettings settings, Population population, Timeline timeline, HepSender sender) {
        this.settings = settings;
        this.population = population;
        this.timeline = timeline;
        this.sender = sender;
    }

    void start(long atMicros) {
        var random = new SplittableRandom(settings.seed() ^ 0x5245_4749_5354_4552L);
        for (var subscriber : population.subscribers()) {
            var own = random.split();
            var flow = new RegistrationFlow(subscriber, settings.runId(), own);
            boolean wrongPassword = own.nextInt(100) < PERCENT_WRONG_PASSWORD;
            timeline.at(atMicros + own.nextLong(FIRST_MICROS), () -> {
                if (wrongPassword) {
                    fail(flow);
                } else {
                    register(flow, own);
                }
            });
        }
    }

    private void register(RegistrationFlow flow, RandomGenerator random) {
        play(flow.register(EXPIRES_SECONDS));
        stay(flow, random);
    }

    /** Until the next refresh, or until it is switched off. */
    private void stay(RegistrationFlow flow, RandomGenerator random) {
        long now = timeline.nowMicros();
        if (random.nextInt(100) < PERCENT_SWITCHED_OFF) {
            timeline.at(now + random.nextLong(RETRY_MICROS, EARLIEST_REFRESH_MICROS), () -> {
                play(flow.refresh(0));
                timeline.at(timeline.nowMicros() + RETRY_MICROS / 2, () -> register(flow, random));
            });
        } else {
            timeline.at(now + random.nextLong(EARLIEST_REFRESH_MICROS, LATEST_REFRESH_MICROS), () -> {
                play(flow.refresh(EXPIRES_SECONDS));
                stay(flow, random);
            });
        }
    }

    private void fail(RegistrationFlow flow) {
        play(flow.fail(EXPIRES_SECONDS));
        timeline.at(timeline.nowMicros() + RETRY_MICROS, () -> fail(flow));
    }

    private void play(List<CallScript.Message> messages) {
        long start = timeline.nowMicros();
        for (var message : messages) {
            timeline.at(start + message.atMicros(), () -> sender.send(message.from(start)));
        }
    }
}
