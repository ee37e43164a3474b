package io.trunkline.protocol;

import io.trunkline.protocol.event.CallLink;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The legs of one call: all that links join, over as many of them as there are between two. */
public final class JoinedLegs {

    /** A call has no more legs than this; of what is joined to more the rest is left out. */
    public static final int MOST = 16;

    private JoinedLegs() {}

    /**
     * The Call-IDs of a call's legs, that of the one asked for first.
     *
     * @param callId Call-ID of any of its legs
     * @param links the links in which any of some Call-IDs stands, as a leg or as the value; asked until nothing is new
     */
    public static Set<String> of(String callId, Function<List<String>, Collection<CallLink>> links) {
        var joined = new LinkedHashSet<String>();
        joined.add(callId);
        var fresh = List.of(callId);
        while (!fresh.isEmpty() && joined.size() < MOST) {
            fresh = links.apply(fresh).stream()
                    .flatMap(link -> link.callIds().stream())
                    .distinct()
                    .filter(each -> !joined.contains(each))
                    .limit(MOST - joined.size())
                    .toList();
            joined.addAll(fresh);
        }
        return joined;
    }
}
