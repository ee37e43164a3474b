package io.trunkline.probe.mtr;

import io.trunkline.protocol.event.PathHop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code mtr --raw} prints, line by line, gathered to hops. A hop's place is counted from 0, the round trip is in
 * microseconds; a packet that nobody answers has an {@code x} and no {@code p}.
 *
 * <pre>
 *   x HOP SEQ            a packet was sent that is to die at a hop
 *   h HOP ADDRESS        who is there
 *   p HOP MICROS SEQ     an answer came
 * </pre>
 */
final class RawReport {

    private static final double MICROS_IN_A_MILLI = 1_000;
    private static final double ALL = 100;

    /** One place on the way. */
    private static final class Place {
        private String address;
        private int sent;
        private int received;
        private long last;
        private long sum;
        private long best = Long.MAX_VALUE;
        private long worst;
    }

    private final String target;
    private final Map<Integer, Place> places = new TreeMap<>();
    private final Map<Long, Integer> waiting = new HashMap<>();

    /** For the way to an address. */
    RawReport(String target) {
        this.target = target;
    }

    /** Takes a line; one that is none of the three is passed over. */
    void line(String line) {
        String[] words = line.strip().split(" +");
        if (words.length < 3) {
            return;
        }
        try {
            int hop = Integer.parseInt(words[1]);
            switch (words[0]) {
                case "x" -> {
                    place(hop).sent++;
                    waiting.put(Long.parseLong(words[2]), hop);
                }
                case "h" -> place(hop).address = words[2];
                case "p" -> answered(hop, Long.parseLong(words[2]), words.length > 3 ? words[3] : "");
                default -> {}
            }
        } catch (NumberFormatException e) {
            // Not one of the lines that count.
            return;
        }
    }

    private void answered(int hop, long micros, String sequence) {
        Place place = place(hop);
        place.received++;
        place.last = micros;
        place.sum += micros;
        place.best = Math.min(place.best, micros);
        place.worst = Math.max(place.worst, micros);
        if (!sequence.isEmpty()) {
            waiting.remove(Long.parseLong(sequence));
        }
    }

    private Place place(int hop) {
        return places.computeIfAbsent(hop, number -> new Place());
    }

    /** The way while packets are under way: what nobody has answered yet is no loss yet. */
    List<PathHop> hops() {
        return hops(true);
    }

    /** The way when no answer will come any more. */
    List<PathHop> finalHops() {
        return hops(false);
    }

    /** As far as the target; mtr looks a hop beyond it, once. Of silent hops at the end one is shown. */
    private List<PathHop> hops(boolean underWay) {
        var hops = new ArrayList<PathHop>();
        for (Map.Entry<Integer, Place> each : places.entrySet()) {
            hops.add(hop(each.getKey(), each.getValue(), underWay));
            if (target.equals(each.getValue().address)) {
                return hops;
            }
        }
        while (hops.size() > 1
                && hops.getLast().address() == null
                && hops.get(hops.size() - 2).address() == null) {
            hops.removeLast();
        }
        return hops;
    }

    private PathHop hop(int number, Place place, boolean underWay) {
        long open = underWay
                ? waiting.values().stream().filter(hop -> hop == number).count()
                : 0;
        // Only the newest packet may still be answered: mtr sends one a second to each hop.
        long counted = place.sent - Math.min(open, 1);
        double lost = counted <= 0 ? 0 : Math.max(0, counted - place.received) * ALL / counted;
        boolean answered = place.received > 0;
        return new PathHop(
                number + 1,
                place.address,
                place.sent,
                Math.round(lost * 10) / 10.0,
                answered ? millis(place.last) : null,
                answered ? millis(place.sum / place.received) : null,
                answered ? millis(place.best) : null,
                answered ? millis(place.worst) : null);
    }

    private static double millis(long micros) {
        return micros / MICROS_IN_A_MILLI;
    }
}
