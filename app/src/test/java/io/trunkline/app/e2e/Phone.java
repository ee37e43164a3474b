package io.trunkline.app.e2e;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A subscriber's telephone, played by SIPp: it registers with digest authentication, calls through the switch and is called. */
final class Phone {
    private final Path directory;
    private final InetSocketAddress atSwitch;
    private final KamailioSwitch.Subscriber owner;
    private final int port = FreePort.udp();

    Phone(Path directory, KamailioSwitch atSwitch, KamailioSwitch.Subscriber owner) {
        this.directory = directory;
        this.atSwitch = atSwitch.sip();
        this.owner = owner;
    }

    /**
     * A call that the telephone makes.
     *
     * @param callId its Call-ID
     * @param run the scenario
     */
    record Outgoing(String callId, SippRun run) implements AutoCloseable {
        void awaitSuccess() {
            run.awaitSuccess();
        }

        @Override
        public void close() {
            run.close();
        }
    }

    /** The port on which it registers and is called. */
    int port() {
        return port;
    }

    /** Registers the port on which {@link #answer} waits, and returns when the switch has taken it. */
    void register(Duration expires) {
        List<String> options = asOwner();
        options.addAll(List.of("-m", "1", "-key", "expires", Long.toString(expires.toSeconds())));
        try (SippRun run = SippRun.start(directory, "register", port, options, atSwitch)) {
            run.awaitSuccess();
        }
    }

    /** Answers one call to the registered port after it has rung for a while. */
    SippRun answer(Duration ringing) {
        return SippRun.start(directory, "callee", port, List.of("-m", "1", "-d", millis(ringing)), null);
    }

    /** Waits on the registered port for OPTIONS, and does with each what a scenario says, until it is closed. */
    SippRun atOptions(String scenario) {
        return SippRun.start(directory, scenario, port, List.of("-m", "1"), null);
    }

    /** Calls, talks for a while once it is answered, and hangs up. */
    Outgoing call(String target, Duration talking) {
        return outgoing("caller", target, List.of("-d", millis(talking)));
    }

    /** Calls from the registered port without credentials, and says that it is somebody else. */
    Outgoing callAs(String from, String target, Duration talking) {
        String name = UUID.randomUUID().toString();
        List<String> options = List.of(
                "-key",
                "user",
                from,
                "-m",
                "1",
                "-s",
                target,
                "-cid_str",
                name + "-%u@phone.test",
                "-d",
                millis(talking));
        return new Outgoing(
                name + "-1@phone.test", SippRun.start(directory, "caller-trusted", port, options, atSwitch));
    }

    /** Calls and talks until the call is ended by somebody else. */
    Outgoing callUntilCutOff(String target) {
        return outgoing("caller-cut-off", target, List.of());
    }

    /** Calls, hears it ring for a while, and gives up. */
    Outgoing callAndCancel(String target, Duration ringing) {
        return outgoing("caller-cancels", target, List.of("-d", millis(ringing)));
    }

    /** Calls and expects to be refused with a status. */
    Outgoing callToBeRefused(String target, int status) {
        return outgoing("caller-refused", Map.of("@STATUS@", Integer.toString(status)), target, List.of());
    }

    /** Makes a call again from a scenario of it. */
    Outgoing play(String xml) {
        String name = UUID.randomUUID().toString();
        List<String> options = asOwner();
        options.addAll(List.of("-m", "1", "-cid_str", name + "-%u@phone.test"));
        var own = new InetSocketAddress(FreePort.LOOPBACK, FreePort.udp());
        return new Outgoing(name + "-1@phone.test", SippRun.play(directory, "captured", xml, own, options, atSwitch));
    }

    /** Begins many calls at once; each talks for a while when it is answered, and may as well be refused with 402. */
    SippRun callManyTimesAtOnce(String target, int calls, Duration talking) {
        List<String> options = asOwner();
        String number = Integer.toString(calls);
        options.addAll(List.of("-m", number, "-l", number, "-r", number, "-rp", "100", "-s", target));
        options.addAll(List.of("-d", millis(talking)));
        return SippRun.start(directory, "caller-either", FreePort.udp(), options, atSwitch);
    }

    private Outgoing outgoing(String scenario, String target, List<String> more) {
        return outgoing(scenario, Map.of(), target, more);
    }

    private Outgoing outgoing(String scenario, Map<String, String> blanks, String target, List<String> more) {
        String name = UUID.randomUUID().toString();
        List<String> options = asOwner();
        options.addAll(List.of("-m", "1", "-s", target, "-cid_str", name + "-%u@phone.test"));
        options.addAll(more);
        return new Outgoing(
                name + "-1@phone.test", SippRun.start(directory, scenario, blanks, FreePort.udp(), options, atSwitch));
    }

    private List<String> asOwner() {
        return new ArrayList<>(List.of("-au", owner.user(), "-ap", owner.password(), "-key", "user", owner.user()));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
