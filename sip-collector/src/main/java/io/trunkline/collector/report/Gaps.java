package io.trunkline.collector.report;

import io.trunkline.collector.report.GapFile.Kept;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.CaptureGap.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows when this collector may have missed something: while it did not run, from the last moment at which it wrote that
 * it does; while the kernel dropped datagrams; while it took none itself. Tells of each once it is over and what was taken
 * before is in Kafka, so that nobody doubts a call whose end is still on its way. What Kafka does not have yet survives a
 * crash.
 *
 * <p>{@link #look} is called by one thread at a time, about once a second; all methods may be called from any thread.
 */
public final class Gaps implements AutoCloseable {

    /** How often {@link #look} is to be called: by so much a gap may seem to begin earlier. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Drops that come one second after another are told together, so often. */
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    /** More agents than this do not send to one collector. */
    private static final int MOST_AGENTS = 1_024;

    /** The kernel is asked every so often by somebody else, and what he counted may be as old when it is looked at here. */
    private static final Duration KERNEL_DELAY = Duration.ofSeconds(2);

    /** Is no agent. */
    private static final String KERNEL = "";

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    /** What the collector's parts have counted since the start. */
    public interface Counts {

        /** Datagrams that the kernel dropped. */
        long kernelDrops();

        /** What was not taken although it could have been read, by agent. */
        Map<String, Long> ownDrops();

        /** Ids of the agents that have sent something. */
        List<String> agents();
    }

    private final GapFile file;
    private final String collector;
    private final InstantSource clock;
    private final Counts counts;
    private final Predicate<Instant> forwarded;
    private final Predicate<CaptureGap> tell;
    private final TreeSet<String> agents = new TreeSet<>();
    private final List<CaptureGap> untold = new ArrayList<>();

    /** Drops that are gathered, by agent; those of the kernel under {@link #KERNEL}. */
    private final Map<String, Open> open = new TreeMap<>();

    private Map<String, Long> ownBefore = Map.of();
    private long kernelBefore;
    private Instant lookedAt;
    private boolean closed;

    private record Open(Instant from, Instant until, long lost) {}

    private Gaps(
            GapFile file,
            String collector,
            InstantSource clock,
            Counts counts,
            Predicate<Instant> forwarded,
            Predicate<CaptureGap> tell) {
        this.file = file;
        this.collector = collector;
        this.clock = clock;
        this.counts = counts;
        this.forwarded = forwarded;
        this.tell = tell;
        lookedAt = clock.instant();
    }

    /**
     * To be called when everything is taken, from now on: the gap since the last run ends.
     *
     * @param directory of the journal
     * @param forwarded whether all that was taken up to a moment is in Kafka
     * @param tell gives a gap to who must know; false when that did not work, and is tried again
     */
    public static Gaps start(
            Path directory,
            String collector,
            InstantSource clock,
            Counts counts,
            Predicate<Instant> forwarded,
            Predicate<CaptureGap> tell)
            throws IOException {
        var gaps = new Gaps(new GapFile(directory), collector, clock, counts, forwarded, tell);
        gaps.begin();
        return gaps;
    }

    private synchronized void begin() throws IOException {
        Optional<Kept> before = file.read();
        before.ifPresent(kept -> {
            agents.addAll(kept.agents());
            untold.addAll(kept.untold());
            // A clock that was set back in between says nothing of how long that was.
            if (kept.aliveAt().isBefore(lookedAt)) {
                LOG.info("nothing was taken from {} to {}", kept.aliveAt(), lookedAt);
                ended(List.copyOf(agents), kept.aliveAt(), lookedAt, Reason.AWAY, 0);
            }
        });
        write();
    }

    /** Looks for drops, tells what can be told, and writes down that it runs. Waits for Kafka, but holds nobody up. */
    public void look() throws IOException {
        for (CaptureGap gap : lookAround()) {
            if (!forwarded.test(gap.until()) || !tell.test(gap)) {
                return;
            }
            told(gap);
        }
    }

    private synchronized void told(CaptureGap gap) throws IOException {
        untold.remove(gap);
        if (!closed) {
            write();
        }
    }

    private synchronized List<CaptureGap> lookAround() throws IOException {
        if (closed) {
            return List.of();
        }
        count(clock.instant());
        write();
        return List.copyOf(untold);
    }

    private void count(Instant now) {
        counts.agents().stream()
                .filter(agent -> agents.contains(agent) || agents.size() < MOST_AGENTS)
                .forEach(agents::add);
        long kernel = counts.kernelDrops();
        gather(KERNEL, kernel - kernelBefore, lookedAt.minus(KERNEL_DELAY), now);
        kernelBefore = kernel;
        Map<String, Long> own = counts.ownDrops();
        own.forEach((agent, count) -> gather(agent, count - ownBefore.getOrDefault(agent, 0L), lookedAt, now));
        ownBefore = own;
        endQuiet(now);
        lookedAt = now;
    }

    private void gather(String whose, long lost, Instant since, Instant now) {
        if (lost > 0) {
            open.merge(
                    whose,
                    new Open(since, now, lost),
                    (known, more) -> new Open(known.from(), more.until(), known.lost() + more.lost()));
        }
    }

    private void endQuiet(Instant now) {
        open.entrySet().removeIf(entry -> {
            Open drops = entry.getValue();
            boolean over =
                    drops.until().isBefore(now) || !drops.from().plus(TOGETHER).isAfter(now);
            if (over) {
                end(entry.getKey(), drops);
            }
            return over;
        });
    }

    private void end(String whose, Open drops) {
        boolean kernel = whose.equals(KERNEL);
        ended(
                kernel ? List.copyOf(agents) : List.of(whose),
                drops.from(),
                drops.until(),
                kernel ? Reason.KERNEL_DROPS : Reason.OWN_DROPS,
                drops.lost());
    }

    private void ended(List<String> whose, Instant from, Instant until, Reason reason, long lost) {
        if (!whose.isEmpty()) {
            untold.add(new CaptureGap(collector, whose, from, until, reason, lost));
        }
    }

    private void write() throws IOException {
        file.write(new Kept(lookedAt, List.copyOf(agents), untold));
    }

    /** To be called before anything stops to be taken: the next gap begins. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        count(clock.instant());
        open.forEach(this::end);
        closed = true;
        write();
    }
}
