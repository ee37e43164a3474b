package io.trunkline.collector.forward;

import java.time.Instant;

/** Tells who is registered where calls come from. Asked by the forwarder's thread. */
@FunctionalInterface
public interface RegisteredCallers {

    /** Where nobody is known to be registered. */
    RegisteredCallers NONE = (endpoint, named, at) -> null;

    /**
     * The address of record that is registered at an endpoint.
     *
     * @param endpoint address and port from which an INVITE came
     * @param named the user that it names, by which one of several is told; null for none
     * @param at when it came, by the capture's clock
     * @return null when there is none, or it is not certain which
     */
    String aor(String endpoint, String named, Instant at);
}
