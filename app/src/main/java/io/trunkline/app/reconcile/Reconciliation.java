package io.trunkline.app.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.tariff.BadLine;
import io.trunkline.tariff.BadLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds a carrier's file against our calls: reads the file whole, which names every line that cannot be read, then both
 * sides in the order of time. For one thread.
 */
public final class Reconciliation {

    private static final long TELL_EVERY = 100_000;

    /** What is wrong with a file; nothing was compared. */
    public static final class BadFileException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<BadLine> told;
        private final long total;

        BadFileException(BadLines badLines) {
            super((badLines.total() == 1 ? "1 thing is" : badLines.total() + " things are") + " wrong with this file");
            told = badLines.told();
            total = badLines.total();
        }

        /** The first of what is wrong. */
        public List<BadLine> told() {
            return told;
        }

        /** How much is. */
        public long total() {
            return total;
        }
    }

    /**
     * What is compared.
     *
     * @param format what the file looks like
     * @param currency of the provider
     * @param from calls from this moment on; null for that of the file's first call
     * @param to calls before this; null for just behind the file's last call
     * @param shiftMillis what is added to each time of the carrier
     * @param moment which of our moments the carrier's time is
     * @param billed whether the carrier's length is what it bills, and not what was talked
     * @param tolerances what counts as the same
     */
    public record Order(
            CarrierFormat format,
            String currency,
            Instant from,
            Instant to,
            long shiftMillis,
            Moment moment,
            boolean billed,
            Tolerances tolerances) {}

    /** Gives our calls. */
    @FunctionalInterface
    public interface Source {
        /**
         * A page of {@code GET /accounts/{id}/calls}.
         *
         * @param since first moment at which a call began
         * @param until it began before this
         * @param cursor of the page before; null for the first
         */
        JsonNode page(Instant since, Instant until, String cursor) throws IOException, InterruptedException;
    }

    /** Takes what was found of each call, matched ones too, about in the order of time. */
    @FunctionalInterface
    public interface Listener {
        /** Takes it. */
        void found(Finding finding) throws IOException;
    }

    private final Order order;
    private final Source source;
    private final Listener listener;
    private final Consumer<String> progress;
    private final Summary summary = new Summary();
    private long fromMillis;
    private long toMillis;

    /**
     * To be run once.
     *
     * @param progress takes a line for people now and then
     */
    public Reconciliation(Order order, Source source, Listener listener, Consumer<String> progress) {
        this.order = order;
        this.source = source;
        this.listener = listener;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws BadFileException when a line cannot be read
     */
    public Summary run(Path file) throws IOException, InterruptedException, BadFileException {
        try (var carriers = new SortedCalls()) {
            var badLines = new BadLines();
            var reader = new CarrierFile(order.format(), order.currency(), order.shiftMillis(), badLines);
            reader.read(file, call -> {
                carriers.add(call);
                if (reader.lines() % TELL_EVERY == 0) {
                    progress.accept("read " + reader.lines() + " lines of " + file);
                }
            });
            if (!badLines.none()) {
                throw new BadFileException(badLines);
            }
            summary.twice(order.format().times().twice());
            fromMillis =
                    order.from() == null ? carriers.firstMillis() : order.from().toEpochMilli();
            toMillis =
                    order.to() == null ? carriers.lastMillis() + 1 : order.to().toEpochMilli();
            carriers.sort();
            merge(carriers);
        }
        return summary;
    }

    /** First moment that was compared; once it has run. */
    public Instant from() {
        return Instant.ofEpochMilli(fromMillis);
    }

    /** The moment before which was compared. */
    public Instant to() {
        return Instant.ofEpochMilli(toMillis);
    }

    private void merge(SortedCalls carriers) throws IOException, InterruptedException {
        // What lies just outside may be the other side of what lies just inside.
        long firstMillis = fromMillis - order.tolerances().millis();
        long endMillis = toMillis + order.tolerances().millis();
        Instant since = Instant.ofEpochMilli(Math.max(0, firstMillis))
                .minus(order.moment().behindStart());
        var ours = new OurCalls(
                cursor -> source.page(
                        since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since, Instant.ofEpochMilli(endMillis), cursor),
                order.moment(),
                order.billed(),
                order.currency());
        var matching = new Matching(order.tolerances(), this::found);
        OurCall our = ours.next();
        CarrierCall their = carriers.next();
        long taken = 0;
        while (our != null || their != null) {
            boolean isOurs = their == null || (our != null && our.atMillis() <= their.atMillis());
            long atMillis = isOurs ? our.atMillis() : their.atMillis();
            boolean compared = atMillis >= firstMillis && atMillis < endMillis;
            if (isOurs) {
                if (compared) {
                    matching.ours(our);
                }
                our = ours.next();
            } else {
                if (compared) {
                    matching.carriers(their);
                } else {
                    summary.outside();
                }
                their = carriers.next();
            }
            if (++taken % TELL_EVERY == 0) {
                progress.accept("compared " + taken + " records, up to " + Instant.ofEpochMilli(atMillis));
            }
        }
        matching.end();
    }

    private void found(Finding finding) throws IOException {
        boolean inside = (finding.ours() != null && inPeriod(finding.ours().atMillis()))
                || (finding.carriers() != null && inPeriod(finding.carriers().atMillis()));
        if (!inside) {
            if (finding.carriers() != null) {
                summary.outside();
            }
        } else if (finding.kind() == Finding.Kind.MISSING_HERE
                && finding.carriers().isAttempt()) {
            summary.attempt();
        } else {
            summary.take(finding);
            listener.found(finding);
        }
    }

    private boolean inPeriod(long atMillis) {
        return atMillis >= fromMillis && atMillis < toMillis;
    }
}
