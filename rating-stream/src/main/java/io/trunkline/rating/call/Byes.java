package io.trunkline.rating.call;

import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The BYEs of a call, a bounded number: what was refused is forgotten first. */
record Byes(List<Bye> all) {

    static final Byes NONE = new Byes(List.of());

    private static final int MOST = 16;

    /** Those that were seen go before those of which only an answer was. */
    private static final Comparator<Bye> BY_TIME = Comparator.comparing((Bye bye) -> !bye.isSeen())
            .thenComparing(bye -> bye.capture().receivedAt());

    /** Takes an unmodifiable copy. */
    Byes {
        all = List.copyOf(all);
    }

    /**
     * With one more.
     *
     * @param dialogs those that are known: a BYE of another makes room for one of these
     */
    Byes and(Bye bye, List<String> dialogs) {
        var more = new ArrayList<>(all);
        if (more.size() == MOST) {
            Optional<Bye> useless = find(Bye::isRefused).or(() -> find(each -> !dialogs.contains(each.dialog())));
            if (useless.isEmpty()) {
                return this;
            }
            more.remove(useless.get());
        }
        more.add(bye);
        return new Byes(more);
    }

    /**
     * What counts of those that came before the 2xx of their dialogs: what was sent after it and overtook it; and of what
     * was sent before it only what the other side accepts after it, when the two crossed.
     *
     * @param transaction how long an answer is waited for
     */
    Byes ofAnswered(List<String> dialogs, Capture answer, Duration transaction) {
        var left = new ArrayList<Bye>();
        for (Bye bye : all) {
            Duration after = Spacing.between(answer, bye.capture());
            boolean early = after.isNegative();
            boolean over = early
                    && bye.fate() == Bye.Fate.ACCEPTED
                    && after.plus(Duration.between(bye.capture().at(), bye.fateAt()))
                            .isNegative();
            if (!dialogs.contains(bye.dialog())) {
                left.add(bye);
            } else if (!over) {
                left.add(bye.due(
                        early ? Deadlines.NEVER : bye.capture().receivedAt().plus(transaction)));
            }
        }
        return new Byes(left);
    }

    Byes replaced(Bye before, Bye after) {
        var others = new ArrayList<>(all);
        others.replaceAll(each -> each.equals(before) ? after : each);
        return new Byes(others);
    }

    Byes only(Predicate<Bye> which) {
        return new Byes(all.stream().filter(which).toList());
    }

    Optional<Bye> find(Predicate<Bye> which) {
        for (Bye bye : all) {
            if (which.test(bye)) {
                return Optional.of(bye);
            }
        }
        return Optional.empty();
    }

    /**
     * The one that ends a dialog: of all that were not refused the first, once one of them counts. While the fate of the
     * first is open nobody knows whether that is it: it may yet be refused (RFC 3261, 12.2.2).
     */
    Optional<Bye> ending(String dialog, Instant now) {
        return oneEnds(dialog, now) ? first(dialog).filter(bye -> bye.ends(now)) : Optional.empty();
    }

    /** Those that count wait for the fate of the first of their dialog, as long as the transaction of that lasts. */
    Byes awaitingFirst(String dialog, Instant now) {
        Optional<Bye> first = oneEnds(dialog, now) ? first(dialog).filter(bye -> !bye.ends(now)) : Optional.empty();
        return first.isEmpty()
                ? this
                : new Byes(all.stream()
                        .map(bye -> isOf(dialog, bye) && bye.ends(now)
                                ? bye.due(first.get().due())
                                : bye)
                        .toList());
    }

    private static boolean isOf(String dialog, Bye bye) {
        return dialog.equals(bye.dialog());
    }

    private boolean oneEnds(String dialog, Instant now) {
        for (Bye bye : all) {
            if (isOf(dialog, bye) && bye.ends(now)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Bye> first(String dialog) {
        Bye first = null;
        for (Bye bye : all) {
            boolean counts = isOf(dialog, bye) && !bye.isRefused() && !bye.isIdle();
            if (counts && (first == null || BY_TIME.compare(bye, first) < 0)) {
                first = bye;
            }
        }
        return Optional.ofNullable(first);
    }

    /** When the fate of the next one of some dialogs is sealed. */
    Instant due(List<String> dialogs) {
        Instant due = Deadlines.NEVER;
        for (Bye bye : all) {
            boolean sooner = !bye.isRefused() && bye.due().isBefore(due) && dialogs.contains(bye.dialog());
            due = sooner ? bye.due() : due;
        }
        return due;
    }
}
