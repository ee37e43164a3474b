package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.observe.LagTimeline;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.benchmarks.pipeline.usage.Cpu;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Traffic that was played and looked at, up to when everything had arrived.
 *
 * @param sent messages, and those for which nobody listened
 * @param observation what was seen; open
 * @param settling from the last message until everything had arrived
 * @param pageMebibytes what the JavaScript of the page held in the end, in MiB; empty without a browser
 */
record Played(
        Traffic traffic, GeneratorProcess.Sent sent, Observation observation, Duration settling, String pageMebibytes) {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_TAIL = Duration.ofMinutes(5);

    /** What is done at the beginning and at the end of what is measured. */
    interface Measuring {

        /** The warming up is over. */
        void begin() throws IOException, InterruptedException;

        /** No new calls begin. */
        void end() throws IOException, InterruptedException;

        /** For runs that measure nothing but latencies. */
        Measuring NOTHING = new Measuring() {
            @Override
            public void begin() {}

            @Override
            public void end() {}
        };
    }

    /** Plays. The caller closes the observation. */
    static Played play(
            Product product, Customers customers, Traffic traffic, Options options, int warmUp, Measuring measuring)
            throws IOException, InterruptedException {
        try (var generator =
                GeneratorProcess.start(traffic.settings(), options.udp(), product.hepPort(options.udp()))) {
            var observation = new Observation(
                    product, traffic, generator, warmUp, options.blind, options.browser, customers.records(traffic));
            try {
                generator.begin();
                follow(product, customers, traffic, generator, observation, warmUp, measuring);
                var sent = generator.await(LONGEST_TAIL);
                var settling = observation.settle(sent, Duration.ofSeconds(options.settle));
                return new Played(traffic, sent, observation, settling, observation.closeBrowser());
            } catch (IOException | InterruptedException | RuntimeException e) {
                observation.close();
                throw e;
            }
        }
    }

    /** From the first call's beginning to the last one's. */
    private static void follow(
            Product product,
            Customers customers,
            Traffic traffic,
            GeneratorProcess generator,
            Observation observation,
            int warmUp,
            Measuring measuring)
            throws IOException, InterruptedException {
        long seconds = traffic.settings().seconds();
        var payment = new AtomicReference<Thread>();
        Cpu last = Cpu.of(product.pid());
        for (long second = 0; second <= seconds; second++) {
            sleepUntil(generator.beganMillis() + second * 1_000);
            if (second == warmUp) {
                measuring.begin();
            }
            if (second > 0 && second % Customers.SECONDS_BETWEEN_TOP_UPS == 0 && second < seconds) {
                topUp(customers, payment);
            }
            if (second > 0 && second % LagTimeline.STEP_SECONDS == 0 && !observation.blind()) {
                Cpu now = Cpu.of(product.pid());
                Progress.say(observation.step(elapsed(generator)), now.coresSince(last));
                last = now;
            }
        }
        measuring.end();
        if (payment.get() != null) {
            payment.get().join();
        }
    }

    /** Seconds from the run's beginning: more than were planned when this machine kept us waiting. */
    private static long elapsed(GeneratorProcess generator) {
        return Math.round((System.currentTimeMillis() - generator.beganMillis()) / 1e3);
    }

    /** Beside the measuring, which must not wait for the API. */
    private static void topUp(Customers customers, AtomicReference<Thread> running) throws InterruptedException {
        Thread before = running.get();
        if (before != null && before.isAlive()) {
            Progress.say("the API takes its time with payments: none is made this time");
            return;
        }
        running.set(Thread.ofVirtual().start(() -> {
            try {
                customers.topUp();
            } catch (IOException e) {
                Progress.say("a payment was not taken: %s".formatted(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void sleepUntil(long millis) throws InterruptedException {
        for (long left = millis - System.currentTimeMillis(); left > 0; left = millis - System.currentTimeMillis()) {
            Thread.sleep(Math.max(1, Math.min(left, POLL.toMillis())));
        }
    }
}
