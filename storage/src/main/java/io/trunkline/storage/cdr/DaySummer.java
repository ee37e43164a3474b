package io.trunkline.storage.cdr;

import io.trunkline.storage.connection.StoreException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up the days that wait for it, newest first, and looks again from time to time. The first time over a store of many
 * months it says how far it has come. Runs on a virtual thread of its own, whose interruption ends it.
 */
public final class DaySummer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DaySummer.class);

    /** Calls of yesterday come for some hours yet, as they end: each look sums such a day up again. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(10);

    private static final int DAYS_OF_PROGRESS = 30;

    private final QualityDays days;

    /** Not tried again before the next start. */
    private final Set<LocalDate> tooLarge = new HashSet<>();

    private volatile int waiting;

    /** Sums up days of these. */
    public DaySummer(QualityDays days) {
        this.days = days;
    }

    /** Days that were found to wait and are not summed up yet. */
    public int waiting() {
        return waiting;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    sumUpWhatWaits();
                } catch (StoreException e) {
                    LOG.debug("Days are summed up later", e);
                }
                Thread.sleep(LOOK_AGAIN_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sums up all days that wait now. */
    public void sumUpWhatWaits() {
        QualityDays.Waiting found = days.waiting();
        List<LocalDate> todo =
                found.days().stream().filter(day -> !tooLarge.contains(day)).toList();
        waiting = todo.size();
        boolean many = todo.size() > DAYS_OF_PROGRESS;
        if (many) {
            LOG.info(
                    "Summing up the quality of the calls of {} days, from {} back to {}; reports read the calls themselves"
                            + " until then",
                    todo.size(),
                    todo.getFirst(),
                    todo.getLast());
        }
        for (int done = 1; done <= todo.size(); done++) {
            LocalDate day = todo.get(done - 1);
            sumUp(day, found);
            int left = todo.size() - done;
            waiting = left;
            if (many && left % DAYS_OF_PROGRESS == 0) {
                LOG.info("Summed up the quality of calls back to {}, {} days to go", day, left);
            }
        }
    }

    private void sumUp(LocalDate day, QualityDays.Waiting found) {
        try {
            days.sumUp(day, found.asOf());
        } catch (StoreException e) {
            if (e.category() != StoreException.Category.TOO_MUCH) {
                throw e;
            }
            tooLarge.add(day);
            LOG.warn(
                    "The calls of {} are too many to be summed up; reports read them one by one: {}",
                    day,
                    e.getMessage());
        }
    }
}
