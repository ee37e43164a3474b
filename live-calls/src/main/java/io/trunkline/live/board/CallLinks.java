package io.trunkline.live.board;

import io.trunkline.protocol.JoinedLegs;
import io.trunkline.protocol.event.CallLink;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links that hold now, by what is shared and by who shares it. One thread writes, every thread may ask. */
final class CallLinks {

    private final Map<String, CallLink> byValue = new ConcurrentHashMap<>();

    /** What each Call-ID shares. */
    private final Map<String, Set<String>> valuesOf = new ConcurrentHashMap<>();

    CallLinks() {}

    /**
     * Takes a link as it stands now.
     *
     * @param link null when it is over
     * @return the Call-IDs for which something may have changed
     */
    Set<String> put(String value, CallLink link) {
        CallLink before = link == null ? byValue.remove(value) : byValue.put(value, link);
        List<String> left = before == null ? List.of() : before.callIds();
        List<String> joined = link == null ? List.of() : link.callIds();
        left.stream().filter(callId -> !joined.contains(callId)).forEach(callId -> forget(callId, value));
        joined.forEach(callId -> valuesOf.merge(callId, Set.of(value), CallLinks::both));
        return Stream.concat(left.stream(), joined.stream()).collect(Collectors.toSet());
    }

    private void forget(String callId, String value) {
        valuesOf.computeIfPresent(callId, (same, values) -> {
            Set<String> others =
                    values.stream().filter(each -> !each.equals(value)).collect(Collectors.toUnmodifiableSet());
            return others.isEmpty() ? null : others;
        });
    }

    private static Set<String> both(Set<String> values, Set<String> more) {
        return values.containsAll(more)
                ? values
                : Stream.concat(values.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The Call-IDs of all legs of the call to which a Call-ID belongs; it alone when it shares nothing. */
    Set<String> legs(String callId) {
        return valuesOf.containsKey(callId) ? JoinedLegs.of(callId, this::links) : Set.of(callId);
    }

    private Collection<CallLink> links(List<String> callIds) {
        return callIds.stream()
                .flatMap(callId -> valuesOf.getOrDefault(callId, Set.of()).stream())
                .distinct()
                .map(byValue::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
