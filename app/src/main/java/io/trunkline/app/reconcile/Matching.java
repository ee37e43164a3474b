package io.trunkline.app.reconcile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs our calls with the carrier's: of one number, and of times that differ by no more than is tolerated. As many as can
 * are paired; of several ways that one in which times and lengths together differ least. Both sides come in the order of
 * time, and what lies farther back than the tolerance is done with: only what is undecided is held. For one thread.
 *
 * <p>Of more than {@value #MOST_TOGETHER} calls to one number, each within the tolerance of the next, the older ones are
 * decided when so many are together.
 */
final class Matching {

    static final int MOST_TOGETHER = 500;

    private static final long MILLIS = 1_000;

    /** Takes what was found. */
    @FunctionalInterface
    interface Listener {
        /** Takes it. */
        void found(Finding finding) throws IOException;
    }

    /** Calls to one number that are not decided, each within the tolerance of the one before. */
    private static final class Group {
        private final List<OurCall> ours = new ArrayList<>();
        private final List<CarrierCall> carriers = new ArrayList<>();
        private long lastMillis;
    }

    private final Tolerances tolerances;
    private final Listener listener;

    /** By number, that whose last call is the oldest first. */
    private final Map<String, Group> groups = new LinkedHashMap<>();

    Matching(Tolerances tolerances, Listener listener) {
        this.tolerances = tolerances;
        this.listener = listener;
    }

    /** The next of our calls, not earlier than any call before. */
    void ours(OurCall call) throws IOException {
        Group group = group(call.number(), call.atMillis());
        group.ours.add(call);
        limit(group);
    }

    /** The next of the carrier's, not earlier than any call before. */
    void carriers(CarrierCall call) throws IOException {
        Group group = group(call.number(), call.atMillis());
        group.carriers.add(call);
        limit(group);
    }

    /** No more calls come. */
    void end() throws IOException {
        for (Group group : groups.values()) {
            decide(group, Long.MAX_VALUE);
        }
        groups.clear();
    }

    private Group group(String number, long atMillis) throws IOException {
        Iterator<Group> oldest = groups.values().iterator();
        while (oldest.hasNext()) {
            Group group = oldest.next();
            if (group.lastMillis >= atMillis - tolerances.millis()) {
                break;
            }
            oldest.remove();
            decide(group, Long.MAX_VALUE);
        }
        Group group = groups.remove(number);
        if (group == null) {
            group = new Group();
        }
        group.lastMillis = atMillis;
        groups.put(number, group);
        return group;
    }

    private void limit(Group group) throws IOException {
        if (group.ours.size() + group.carriers.size() >= MOST_TOGETHER) {
            decide(group, group.lastMillis - 2 * tolerances.millis());
            if (group.ours.size() + group.carriers.size() > MOST_TOGETHER / 2) {
                decide(group, Long.MAX_VALUE);
            }
        }
    }

    /** Decides those of a group that lie before a moment, and their partners, and takes them out of it. */
    private void decide(Group group, long beforeMillis) throws IOException {
        int[] partner = pair(group.ours, group.carriers);
        boolean[] paired = new boolean[group.carriers.size()];
        var undecided = new ArrayList<OurCall>();
        for (int i = 0; i < partner.length; i++) {
            OurCall ours = group.ours.get(i);
            CarrierCall other = partner[i] < 0 ? null : group.carriers.get(partner[i]);
            long atMillis = other == null ? ours.atMillis() : Math.min(ours.atMillis(), other.atMillis());
            if (atMillis >= beforeMillis) {
                undecided.add(ours);
            } else if (other == null) {
                listener.found(new Finding.OursAlone(ours));
            } else {
                paired[partner[i]] = true;
                listener.found(new Finding.Pair(tolerances.compare(ours, other), ours, other));
            }
        }
        var left = new ArrayList<CarrierCall>();
        for (int i = 0; i < paired.length; i++) {
            CarrierCall call = group.carriers.get(i);
            if (paired[i]) {
                continue;
            }
            if (call.atMillis() >= beforeMillis || isPartner(i, partner)) {
                left.add(call);
            } else {
                boolean again = isSaidBefore(call, i, group.carriers, paired);
                listener.found(
                        new Finding.TheirsAlone(again ? Finding.Kind.DUPLICATE : Finding.Kind.MISSING_HERE, call));
            }
        }
        group.ours.clear();
        group.ours.addAll(undecided);
        group.carriers.clear();
        group.carriers.addAll(left);
    }

    /** Whether it belongs to one of ours that is not decided yet. */
    private static boolean isPartner(int index, int[] partner) {
        for (int each : partner) {
            if (each == index) {
                return true;
            }
        }
        return false;
    }

    /** Whether another line says the same of a call that has been paired, or that an earlier line stands for. */
    private static boolean isSaidBefore(CarrierCall call, int index, List<CarrierCall> all, boolean[] paired) {
        for (int i = 0; i < all.size(); i++) {
            if (i != index && (paired[i] || i < index) && all.get(i).says(call)) {
                return true;
            }
        }
        return false;
    }

    /** For each of ours its partner, or -1. */
    private int[] pair(List<OurCall> ours, List<CarrierCall> carriers) {
        long[][] costs = new long[ours.size()][carriers.size()];
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < carriers.size(); j++) {
                costs[i][j] = cost(ours.get(i), carriers.get(j));
            }
        }
        return Assignment.of(costs);
    }

    private long cost(OurCall ours, CarrierCall carriers) {
        long apart = Math.abs(ours.atMillis() - carriers.atMillis());
        return apart > tolerances.millis()
                ? Assignment.NEVER
                : apart + Math.abs(ours.seconds() - carriers.seconds()) * MILLIS;
    }
}
