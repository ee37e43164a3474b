package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.observe.Backlogs;
import io.trunkline.benchmarks.pipeline.observe.BrowserWatch;
import io.trunkline.benchmarks.pipeline.observe.Delays;
import io.trunkline.benchmarks.pipeline.observe.LagTimeline;
import io.trunkline.benchmarks.pipeline.observe.StoreWatch;
import io.trunkline.benchmarks.pipeline.observe.StreamWatch;
import io.trunkline.benchmarks.pipeline.observe.TopicWatch;
import io.trunkline.benchmarks.pipeline.product.ClickHouse;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import java.io.IOException;
import java.time.Duration;

/** Everything that looks at one run of the generator from outside. */
final class Observation implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String CDRS = "SELECT count() FROM trunkline.cdrs";

    private final Product product;
    private final long records;
    private final GeneratorProcess generator;
    private final Delays delays;
    private final LagTimeline timeline;
    private final ClickHouse store;
    private final Backlogs backlogs;
    private final long rowsBefore;
    private final long cdrsBefore;
    private final StoreWatch rows;
    private final TopicWatch topics;
    private final StreamWatch stream;
    private final BrowserWatch browser;

    /**
     * Begins to look, before the generator begins.
     *
     * @param blind look only when asked whether all is settled
     * @param withBrowser look at the page, too
     * @param records how many CDRs there must be in the end
     */
    Observation(
            Product product,
            Traffic traffic,
            GeneratorProcess generator,
            int warmUpSeconds,
            boolean blind,
            boolean withBrowser,
            long records)
            throws IOException, InterruptedException {
        this.product = product;
        this.records = records;
        this.generator = generator;
        this.timeline = new LagTimeline(warmUpSeconds);
        this.delays = new Delays(
                generator::beganMillis,
                warmUpSeconds * 1_000L,
                traffic.settings().seconds() * 1_000);
        this.store = product.clickHouse();
        this.backlogs = new Backlogs(product.kafka());
        this.rowsBefore = StoreWatch.rows(store);
        this.cdrsBefore = store.number(CDRS);
        this.rows = blind ? null : new StoreWatch(store, generator, delays, rowsBefore);
        this.topics = blind ? null : new TopicWatch(product.kafka(), traffic, generator, delays);
        this.stream = blind
                ? null
                : new StreamWatch(product.url(), product.adminToken(), traffic, generator::beganMillis, delays);
        this.browser = withBrowser
                ? new BrowserWatch(product.url(), product.adminToken(), traffic, generator::beganMillis, delays)
                : null;
    }

    boolean blind() {
        return rows == null;
    }

    Delays delays() {
        return delays;
    }

    LagTimeline timeline() {
        return timeline;
    }

    /** Adds the step that ends now. */
    LagTimeline.Step step(long untilSecond) throws IOException, InterruptedException {
        if (!product.alive()) {
            throw new IOException("the product has ended");
        }
        if (!rows.failure().isEmpty() || !stream.ended().isEmpty()) {
            throw new IOException("cannot look on any more: " + rows.failure() + stream.ended());
        }
        if (browser != null && !browser.ended().isEmpty()) {
            throw new IOException("cannot look at the page any more: " + browser.ended());
        }
        var step = LagTimeline.Step.now(untilSecond, generator.messages(), delays, backlogs);
        timeline.add(step);
        return step;
    }

    /**
     * Waits until every message that was sent has its row and every call its CDRs.
     *
     * @return how long after the last message that was, or the whole time when it did not come to that
     */
    Duration settle(GeneratorProcess.Sent sent, Duration longest) throws IOException, InterruptedException {
        long messages = sent.messages();
        long started = sent.atNanos();
        long told = System.nanoTime();
        while (stored() < messages || recorded() < records) {
            long now = System.nanoTime();
            if (now - started > longest.toNanos()) {
                break;
            }
            if (now - told > Duration.ofSeconds(5).toNanos()) {
                told = now;
                Progress.say("waiting: %,d of %,d messages stored, %,d of %,d CDRs"
                        .formatted(stored(), messages, recorded(), records));
            }
            Thread.sleep(blind() ? 10 * POLL.toMillis() : POLL.toMillis());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private long stored() throws IOException, InterruptedException {
        return blind() ? StoreWatch.rows(store) - rowsBefore : rows.stored();
    }

    private long recorded() throws IOException, InterruptedException {
        return blind() ? store.number(CDRS) - cdrsBefore : topics.cdrs();
    }

    /** Lets the browser go, if there is one; what the page's JavaScript held in the end, in MiB, or nothing. */
    String closeBrowser() throws InterruptedException {
        if (browser == null) {
            return "";
        }
        browser.close();
        return browser.heapMebibytes();
    }

    @Override
    public void close() throws InterruptedException {
        closeBrowser();
        if (!blind()) {
            rows.close();
            stream.close();
            topics.close();
        }
        backlogs.close();
        store.close();
    }
}
