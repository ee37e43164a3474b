package io.trunkline.rating.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds what is kept of addresses of record that no registrar has vouched for: open REGISTERs, failures, what is over.
 * Anybody can send those, with as many addresses as he likes; a binding that was granted is the registrar's own bound.
 * What was touched longest ago goes first. Of one partition, used by one thread.
 */
final class Strangers {

    /** About so much of a partition's memory. A REGISTER that is answered at once takes its few hundred bytes for as long. */
    static final long MOST_BYTES = 8 << 20;

    private final long mostBytes;
    private final Map<String, Integer> bytesOf = new LinkedHashMap<>();
    private long bytes;

    Strangers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An address was touched; of one with 0 bytes nothing is kept here. */
    void set(String aor, int ungrantedBytes) {
        Integer before = bytesOf.remove(aor);
        bytes -= before == null ? 0 : before;
        if (ungrantedBytes > 0) {
            int all = ungrantedBytes + aor.length();
            bytesOf.put(aor, all);
            bytes += all;
        }
    }

    /** The address that has to go; empty when there is room. */
    Optional<String> excess() {
        return bytes <= mostBytes
                ? Optional.empty()
                : Optional.of(bytesOf.keySet().iterator().next());
    }
}
