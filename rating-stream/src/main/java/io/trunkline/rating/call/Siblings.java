package io.trunkline.rating.call;

import java.util.List;
import java.util.Objects;

/** The other calls and legs that bear a call's Call-ID, looked up only when it matters. */
interface Siblings {

    /** There are none. */
    Siblings NONE = List::of;

    List<TrackedCall> all();

    /** Whether one of them is of the leg with a From tag. */
    default boolean haveLeg(String fromTag) {
        for (TrackedCall other : all()) {
            if (other.visible()
                    .filter(call -> Objects.equals(call.setup().fromTag(), fromTag))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
