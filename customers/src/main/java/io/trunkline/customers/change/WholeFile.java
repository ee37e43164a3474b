package io.trunkline.customers.change;

import io.trunkline.customers.change.DraftsCsv.Columns;
import io.trunkline.customers.change.DraftsCsv.Line;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.protocol.Topic;
import io.trunkline.tariff.BadLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;

/**
 * Sets what a CSV says, all of it or nothing. Any thread; one file is read at a time.
 *
 * @param <T> what a line says
 */
final class WholeFile<T> {

    private final Columns<T> columns;
    private final Topic topic;
    private final FollowedWriter writer;
    private final Lock oneAtATime;
    private final Turns turns = new Turns();

    /**
     * A kind of file.
     *
     * @param oneAtATime held while the lines are checked against what stands, and written
     */
    WholeFile(Columns<T> columns, Topic topic, FollowedWriter writer, Lock oneAtATime) {
        this.columns = columns;
        this.topic = topic;
        this.writer = writer;
        this.oneAtATime = oneAtATime;
    }

    /**
     * Sets what one says.
     *
     * @param csv closed at the end
     * @param records of the lines, by their keys; tells what is wrong with a line
     * @return how many records there were
     */
    Change<Integer> put(InputStream csv, BiFunction<List<Line<T>>, BadLines, Map<String, byte[]>> records)
            throws InterruptedException {
        return turns.take(() -> inTurn(csv, records)).orElseGet(Change.Busy::new);
    }

    private Change<Integer> inTurn(InputStream csv, BiFunction<List<Line<T>>, BadLines, Map<String, byte[]>> records)
            throws InterruptedException {
        var badLines = new BadLines();
        List<Line<T>> lines;
        try {
            lines = DraftsCsv.read(columns, csv, badLines);
        } catch (IOException | UncheckedIOException e) {
            return new Change.BrokenOff<>();
        }
        oneAtATime.lock();
        try {
            Map<String, byte[]> all = records.apply(lines, badLines);
            return badLines.none()
                    ? Change.written(writer.writeTogether(topic, all), all.size(), false)
                    : new Change.BadFile<>(badLines.told(), badLines.total());
        } finally {
            oneAtATime.unlock();
        }
    }
}
