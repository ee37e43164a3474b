package io.trunkline.rating.link;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a leg that bears something.
 *
 * @param values what it bears, of which the topic of links was told
 * @param calls ids of the calls that bear its Call-ID and of which something is kept
 */
record LinkedLeg(List<SharedValue> values, List<String> calls) {

    /** More of one leg are not believed. */
    static final int MOST_VALUES = 8;

    /** Of more calls with one Call-ID none is followed. */
    static final int MOST_CALLS = 64;

    /** Nothing is known of it. */
    static final LinkedLeg NEW = new LinkedLeg(List.of(), List.of());

    /** Takes unmodifiable copies. */
    LinkedLeg {
        values = List.copyOf(values);
        calls = List.copyOf(calls);
    }

    boolean mayBear(SharedValue value) {
        return values.size() < MOST_VALUES
                && values.stream().noneMatch(known -> known.value().equals(value.value()));
    }

    LinkedLeg bearing(SharedValue value) {
        return new LinkedLeg(with(values, value), calls);
    }

    LinkedLeg of(String call) {
        return calls.contains(call) || calls.size() == MOST_CALLS ? this : new LinkedLeg(values, with(calls, call));
    }

    LinkedLeg without(String call) {
        return new LinkedLeg(
                values, calls.stream().filter(each -> !each.equals(call)).toList());
    }

    private static <T> List<T> with(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
