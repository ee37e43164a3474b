package io.trunkline.rating.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The other calls and legs that bear a call's Call-ID, looked up only when it matters. */
interface Siblings {

    /** There are none. */
    Siblings NONE = List::of;

    List<TrackedCall> all();

    /** Those of the leg with a From tag. */
    default List<TrackedCall> ofLeg(String fromTag) {
        List<TrackedCall> others = all();
        if (others.isEmpty()) {
            return others;
        }
        var calls = new ArrayList<TrackedCall>();
        for (TrackedCall call : others) {
            if (call.visible()
                    .filter(visible -> Objects.equals(visible.setup().fromTag(), fromTag))
                    .isPresent()) {
                calls.add(call);
            }
        }
        return calls;
    }
}
