package io.trunkline.app.reconcile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A carrier's calls in the order of time, whatever the order of its file. Of more than a run the runs are sorted each for
 * itself into temporary files, and merged: memory does not grow with the file. First {@link #add}, then {@link #sort}, then
 * {@link #next}. For one thread; closing it deletes the files.
 */
final class SortedCalls implements AutoCloseable {

    /** Calls of a run: some 40 MB. */
    static final int RUN = 250_000;

    private static final Comparator<CarrierCall> BY_TIME =
            Comparator.comparingLong(CarrierCall::atMillis).thenComparingLong(CarrierCall::line);

    /** A run that is read; its head is the call that comes next of it. */
    private record Source(Run run, CarrierCall head) {}

    /** Gives the calls of a run in order, and null behind the last. */
    private interface Run extends AutoCloseable {
        CarrierCall next() throws IOException;

        @Override
        void close() throws IOException;
    }

    private final int runLength;
    private final List<CarrierCall> filling = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final PriorityQueue<Source> heads = new PriorityQueue<>(Comparator.comparing(Source::head, BY_TIME));
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    SortedCalls() {
        this(RUN);
    }

    /** With shorter runs, for a test. */
    SortedCalls(int runLength) {
        this.runLength = runLength;
    }

    /** Takes one more. */
    void add(CarrierCall call) throws IOException {
        filling.add(call);
        firstMillis = Math.min(firstMillis, call.atMillis());
        lastMillis = Math.max(lastMillis, call.atMillis());
        if (filling.size() == runLength) {
            spill();
        }
    }

    /** Time of the earliest; only when there is one. */
    long firstMillis() {
        return firstMillis;
    }

    /** Time of the latest; only when there is one. */
    long lastMillis() {
        return lastMillis;
    }

    /** To be called once, behind the last {@link #add}. */
    void sort() throws IOException {
        filling.sort(BY_TIME);
        for (Path file : files) {
            open(new Stored(file));
        }
        open(new Held(filling));
    }

    /** The next call; null behind the last. */
    CarrierCall next() throws IOException {
        Source first = heads.poll();
        if (first == null) {
            return null;
        }
        CarrierCall head = first.run().next();
        if (head != null) {
            heads.add(new Source(first.run(), head));
        }
        return first.head();
    }

    private void open(Run run) throws IOException {
        runs.add(run);
        CarrierCall head = run.next();
        if (head != null) {
            heads.add(new Source(run, head));
        }
    }

    private void spill() throws IOException {
        filling.sort(BY_TIME);
        Path file = Files.createTempFile("trunkline-reconcile", ".calls");
        files.add(file);
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (CarrierCall call : filling) {
                out.writeLong(call.line());
                out.writeUTF(call.number());
                out.writeLong(call.atMillis());
                out.writeLong(call.seconds());
                out.writeUTF(call.price() == null ? "" : call.price().toString());
                out.writeUTF(call.reference());
            }
        }
        filling.clear();
    }

    @Override
    public void close() throws IOException {
        for (Run run : runs) {
            run.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** The run that is in memory. */
    private static final class Held implements Run {

        private final List<CarrierCall> calls;
        private int next;

        Held(List<CarrierCall> calls) {
            this.calls = calls;
        }

        @Override
        public CarrierCall next() {
            return next < calls.size() ? calls.get(next++) : null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** A run in a file. */
    private final class Stored implements Run {

        private final DataInputStream in;
        private int left = runLength;

        Stored(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        @Override
        public CarrierCall next() throws IOException {
            if (left == 0) {
                return null;
            }
            left--;
            long line = in.readLong();
            String number = in.readUTF();
            long atMillis = in.readLong();
            long seconds = in.readLong();
            String price = in.readUTF();
            return new CarrierCall(
                    line, number, atMillis, seconds, price.isEmpty() ? null : new BigDecimal(price), in.readUTF());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
