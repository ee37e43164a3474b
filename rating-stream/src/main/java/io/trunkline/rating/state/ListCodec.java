package io.trunkline.rating.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Several values of a type.
 *
 * <pre>
 *   ┌────────────────┬───────┬───────┬───┐
 *   │ number (whole) │ value │ value │ … │
 *   └────────────────┴───────┴───────┴───┘
 * </pre>
 *
 * @param <T> the type
 */
final class ListCodec<T> implements Codec<List<T>> {

    private final Codec<T> each;

    ListCodec(Codec<T> each) {
        this.each = each;
    }

    @Override
    public void write(List<T> values, BinaryWriter out) {
        int count = values.size();
        out.whole(count);
        for (int i = 0; i < count; i++) {
            each.write(values.get(i), out);
        }
    }

    @Override
    public List<T> read(BinaryReader in) {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        var values = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            values.add(each.read(in));
        }
        return List.copyOf(values);
    }
}
