package io.trunkline.rating.enforcement;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the switch takes commands.
 *
 * @param kamailioRpc its JSON-RPC endpoint; empty: nothing is ever sent
 * @param timeout for one answer
 * @param attempts how often a command is tried before it is given up, 1 or more
 * @param stale commands older than this are passed over: the calls they meant are gone
 */
public record SwitchSettings(Optional<URI> kamailioRpc, Duration timeout, int attempts, Duration stale) {

    /** No switch. */
    public static final SwitchSettings NONE =
            new SwitchSettings(Optional.empty(), Duration.ofSeconds(2), 4, Duration.ofSeconds(60));

    /** A Kamailio with the usual patience: 4 attempts of 2 s each. */
    public static SwitchSettings kamailio(URI rpc) {
        return new SwitchSettings(Optional.of(rpc), NONE.timeout(), NONE.attempts(), NONE.stale());
    }
}
