package io.trunkline.app.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The far side of the calls to numbers, played by SIPp on the switch's gateway port. One scenario runs at a time. */
final class Gateway {
    private final Path directory;
    private final int port;

    Gateway(Path directory, KamailioSwitch forSwitch) {
        this.directory = directory;
        this.port = forSwitch.gatewayPort();
    }

    /** Answers every call after it has rung for a while. */
    SippRun answering(Duration ringing) {
        return SippRun.start(directory, "callee", port, List.of("-d", Long.toString(ringing.toMillis())), null);
    }

    /** Lets calls ring until the caller gives up. */
    SippRun neverAnswering() {
        return SippRun.start(directory, "callee-never-answers", port, List.of(), null);
    }

    /** Says that nobody answers after it has rung for a while. */
    SippRun unavailable(Duration ringing) {
        return SippRun.start(
                directory, "callee-unavailable", port, List.of("-d", Long.toString(ringing.toMillis())), null);
    }

    /** Refuses every call as busy. */
    SippRun busy() {
        return SippRun.start(directory, "callee-busy", port, List.of(), null);
    }
}
