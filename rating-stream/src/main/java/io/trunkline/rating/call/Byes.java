package io.trunkline.rating.call;

import io.trunkline.rating.deadline.Deadlines;
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

    /** Takes an unmodifiable copy. */
    Byes {
        all = List.copyOf(all);
    }

    Byes and(Bye bye) {
        var more = new ArrayList<>(all);
        if (more.size() == MOST) {
            Optional<Bye> refused = all.stream().filter(Bye::isRefused).findFirst();
            if (refused.isEmpty()) {
                return this;
            }
            more.remove(refused.get());
        }
        more.add(bye);
        return new Byes(more);
    }

    Byes replaced(Bye before, Bye after) {
        return new Byes(
                all.stream().map(each -> each.equals(before) ? after : each).toList());
    }

    Byes only(Predicate<Bye> which) {
        return new Byes(all.stream().filter(which).toList());
    }

    Optional<Bye> find(Predicate<Bye> which) {
        return all.stream().filter(which).findFirst();
    }

    /** The one that ends a dialog: of all that were not refused the first, once one of them counts. */
    Optional<Bye> ending(String dialog, Instant now) {
        Byes ofDialog = only(bye -> dialog.equals(bye.dialog()));
        return ofDialog.all.stream().anyMatch(bye -> bye.ends(now))
                ? ofDialog.all.stream()
                        .filter(bye -> !bye.isRefused())
                        .min(Comparator.comparing((Bye bye) -> !bye.isSeen())
                                .thenComparing(bye -> bye.capture().receivedAt()))
                : Optional.empty();
    }

    /** When the fate of the next one is sealed. */
    Instant due() {
        return all.stream()
                .filter(bye -> !bye.isRefused())
                .map(Bye::due)
                .min(Comparator.naturalOrder())
                .orElse(Deadlines.NEVER);
    }
}
