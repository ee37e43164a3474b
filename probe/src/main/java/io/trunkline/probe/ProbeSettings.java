package io.trunkline.probe;

import io.trunkline.protocol.dialog.TestCalls;
import java.util.Optional;

/**
 * How endpoints are tested.
 *
 * @param from the value of {@code probe.from}: who a SIP test says it is, a SIP URI; empty for {@code sip:test@} the
 *     address from which it sends
 * @param mtr the value of {@code probe.mtr}: the program of the MTR test, a path or a name to look for on the path
 * @param testCalls the value of {@code probe.networks}: the addresses from which a test call may leave
 */
public record ProbeSettings(Optional<String> from, String mtr, TestCalls testCalls) {

    /** Refuses what cannot be. */
    public ProbeSettings {
        if (from.isPresent() && !from.get().matches("sips?:[^\\s<>\"@]+@[^\\s<>\"@]+")) {
            throw new IllegalArgumentException("probe.from must be sip:USER@HOST, not " + from.get());
        }
        if (mtr.isBlank()) {
            throw new IllegalArgumentException("probe.mtr must name a program");
        }
    }
}
