package io.trunkline.customers;

import io.trunkline.protocol.event.Registration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which addresses of record are registered where, as far as the topic {@code registrations} was read. Those count that are
 * active and that an agent has seen whose signalling may move money. One thread puts, any may ask.
 */
public final class RegisteredAddresses {

    /** What more bindings share is no telephone's address but an SBC's, behind which anybody may be. */
    static final int MOST_OF_A_TELEPHONE = 16;

    private record Bound(String aor, Instant since, Instant until) {

        boolean holdsAt(Instant moment) {
            return !moment.isBefore(since) && moment.isBefore(until);
        }
    }

    /** By endpoint, then by key of the topic. */
    private final Map<String, Map<String, Bound>> bound = new ConcurrentHashMap<>();

    /** The endpoint of each key. Of the thread that puts. */
    private final Map<String, String> endpoints = new HashMap<>();

    /** Nobody is registered anywhere. */
    public RegisteredAddresses() {}

    /**
     * Takes a registration as it stands now.
     *
     * @param key its key on the topic
     * @param registration null when it is forgotten
     */
    public void put(String key, Registration registration) {
        boolean counts = registration != null
                && registration.state() == Registration.State.ACTIVE
                && registration.mayBill()
                && registration.receivedFrom() != null;
        String endpoint = counts ? registration.receivedFrom() : null;
        String before = counts ? endpoints.put(key, endpoint) : endpoints.remove(key);
        if (before != null && !before.equals(endpoint)) {
            bound.computeIfPresent(before, (at, there) -> {
                there.remove(key);
                return there.isEmpty() ? null : there;
            });
        }
        if (counts) {
            bound.computeIfAbsent(endpoint, at -> new ConcurrentHashMap<>())
                    .put(key, new Bound(registration.aor(), registration.registeredAt(), registration.expiresAt()));
        }
    }

    /**
     * The address of record that is registered at an endpoint. Of several it is the one whose user is named; behind an
     * endpoint with more than {@value #MOST_OF_A_TELEPHONE} bindings nobody is told apart.
     *
     * @param endpoint address and port, {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}; null for none
     * @param named the user that a call names, in its P-Asserted-Identity or else its From; null for none
     * @param at the moment for which it is asked
     * @return null when there is none, or none of several is named
     */
    public String aor(String endpoint, String named, Instant at) {
        Map<String, Bound> there = endpoint == null ? null : bound.get(endpoint);
        if (there == null || there.size() > MOST_OF_A_TELEPHONE) {
            return null;
        }
        List<String> aors = there.values().stream()
                .filter(each -> each.holdsAt(at))
                .map(Bound::aor)
                .distinct()
                .toList();
        if (aors.size() == 1) {
            return aors.getFirst();
        }
        List<String> ofNamed =
                aors.stream().filter(aor -> user(aor).equals(named)).toList();
        return ofNamed.size() == 1 ? ofNamed.getFirst() : null;
    }

    /** The user of an address of record; of one without it, as of a {@code tel} URI, the whole. */
    static String user(String aor) {
        int at = aor.lastIndexOf('@');
        return at < 0 ? aor : aor.substring(0, at);
    }
}
