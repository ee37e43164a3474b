package io.trunkline.protocol.event;

import java.util.HashMap;
import java.util.Map;

/**
 * Holds once what many records have alike: a currency, a card, a credit limit. A million accounts that have read the same
 * words from JSON would hold a million of each. Used by one thread.
 */
public final class Alike {

    /** So many values are known; what comes after them is taken for each one's own. */
    private static final int MOST = 1 << 12;

    private final Map<Object, Object> known = new HashMap<>();

    /** Nothing yet. */
    public Alike() {}

    /**
     * The first of its equals that came here.
     *
     * @param value one that does not change; null gives null
     */
    @SuppressWarnings("unchecked") // Equals of what is held here, records, texts and numbers, are of its own class.
    public <T> T one(T value) {
        if (value == null) {
            return null;
        }
        Object first = known.get(value);
        if (first == null && known.size() < MOST) {
            known.put(value, value);
        }
        return first == null ? value : (T) first;
    }
}
