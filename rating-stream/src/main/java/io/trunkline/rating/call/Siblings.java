package io.trunkline.rating.call;

import java.util.List;

/** The other calls and legs that bear a call's Call-ID, looked up only when it matters. */
interface Siblings {

    /** There are none. */
    Siblings NONE = List::of;

    List<TrackedCall> all();
}
