package io.trunkline.probe;

import java.util.Optional;

/**
 * How endpoints are tested.
 *
 * @param from the value of {@code probe.from}: who a SIP test says it is, a SIP URI; empty for {@code sip:test@} the
 *     address from which it sends
 * @param mtr the value of {@code probe.mtr}: the program of the MTR test, a path or a name to look for on the path
 */
public record ProbeSettings(Optional<String> from, String mtr) {

    /** Refuses what cannot be. */
    public ProbeSettings {
        if (from.isPresent() && !from.get().matches("sips?:[^\\s<>\"@]+@[^\\s<>\"@]+")) {
            throw new IllegalArgumentException("probe.from must be sip:USER@HOST, not " + from.get());
        }
        if (mtr.isBlank()) {
            throw new IllegalArgumentException("probe.mtr must name a program");
        }
    }

    /** What stands in no configuration. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(Optional.empty(), "mtr");
    }
}
