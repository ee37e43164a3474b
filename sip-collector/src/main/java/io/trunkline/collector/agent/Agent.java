package io.trunkline.collector.agent;

import io.trunkline.protocol.Network;
import java.util.List;
import java.util.Objects;

/**
 * A capture agent that may send to the collector: one entry of {@code hep.agents}.
 *
 * <p>An id that is a decimal number is the agent's HEP capture id (chunk 0x000c), and its packets are found by
 * that. Any other id is only a name: packets whose capture id belongs to no numbered agent are given to the first
 * named agent whose networks hold the source.
 *
 * @param id capture id or name; stands in the headers of every message and in the labels of every counter
 * @param name for people; the id when there is nothing better
 * @param key authentication key (chunk 0x000e) that every packet must bear, or null. HEP versions 1 and 2 have
 *     no key, so an agent with a key must send version 3
 * @param networks where its packets may come from. Empty: from anywhere when there is a key, else only from
 *     loopback, because a packet that proves nothing could come from anyone
 * @param advertisedAddress the address by which the agent's switch is known outside, or null. It is shown to people
 *     beside the agent and changes nothing in what is captured
 * @param mayBill whether its signalling may move money
 * @param anyTime whether its capture times are believed whatever they are, as when a capture is replayed
 */
public record Agent(
        String id,
        String name,
        String key,
        List<Network> networks,
        String advertisedAddress,
        boolean mayBill,
        boolean anyTime) {

    /** {@code 127.0.0.0/8} and {@code ::1}. */
    static final List<Network> LOOPBACK = List.of(Network.of("127.0.0.0/8"), Network.of("::1"));

    private static final int MAX_ID_BYTES = 255;

    /**
     * Checks what is needed and copies the list.
     *
     * @throws IllegalArgumentException when the id is blank or longer than 255 characters
     */
    public Agent {
        if (id.isBlank() || id.length() > MAX_ID_BYTES) {
            throw new IllegalArgumentException("hep.agents: an id has 1 to " + MAX_ID_BYTES + " characters");
        }
        name = Objects.requireNonNullElse(name, id);
        key = key == null || key.isEmpty() ? null : key;
        networks = List.copyOf(networks);
    }

    /** Where its packets may come from: loopback when it has neither networks nor a key; empty for anywhere. */
    List<Network> effectiveNetworks() {
        return networks.isEmpty() && key == null ? LOOPBACK : networks;
    }

    /** Without the key, which belongs in no log. */
    @Override
    public String toString() {
        return "Agent[" + id + ", " + name + ", networks " + networks + (mayBill ? ", may bill" : "")
                + (anyTime ? ", any time" : "") + ']';
    }
}
