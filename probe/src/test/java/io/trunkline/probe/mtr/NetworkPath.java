package io.trunkline.probe.mtr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A way of three hops, made of network namespaces: a probe, two routers and an endpoint, with loss on the second router.
 *
 * <pre>
 *   probe 10.97.1.1 ── 10.97.1.2 router-1 10.97.2.1 ── 10.97.2.2 router-2 10.97.3.1 ── 10.97.3.2 endpoint
 * </pre>
 */
final class NetworkPath implements AutoCloseable {

    static final String FIRST = "10.97.1.2";
    static final String SECOND = "10.97.2.2";
    static final String ENDPOINT = "10.97.3.2";

    private static final List<String> NAMES = List.of("probe", "router-1", "router-2", "endpoint");

    private final String prefix = "tl" + ProcessHandle.current().pid() + "-";

    private boolean lossGoesOn;

    private NetworkPath() {}

    /** Of a router that is too busy to answer each packet that dies there; the first few are answered at once. */
    private static final int MILLIS_BETWEEN_ANSWERS = 3_000;

    /**
     * Makes it, or skips the test with the reason.
     *
     * @param lossPercent of what the second router sends back towards the probe. Where the kernel has no netem, the
     *     router answers a few of the packets that die there, and lets all others pass
     */
    static NetworkPath withLossOnTheSecondHop(int lossPercent) throws IOException, InterruptedException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces need root");
        Assumptions.assumeTrue(works("ip", "-V") && works("tc", "-V"), "install the package iproute2 to run this test");
        Assumptions.assumeTrue(works("mtr", "--version"), "install the package mtr-tiny to run this test");
        var path = new NetworkPath();
        try {
            Assumptions.assumeTrue(path.canJoin(), "this machine makes no network namespaces, or joins none");
            path.make(lossPercent);
            return path;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            path.close();
            throw e;
        }
    }

    /** Tries it with the first one, and an interface that leads back to it. */
    private boolean canJoin() throws InterruptedException {
        String probe = name("probe");
        return works("ip", "netns", "add", probe)
                && works(
                        "ip", "link", "add", "t1", "netns", probe, "type", "veth", "peer", "name", "t2", "netns", probe)
                && works("sysctl", "-V");
    }

    private void make(int lossPercent) throws IOException, InterruptedException {
        for (String name : NAMES.subList(1, NAMES.size())) {
            must("ip", "netns", "add", name(name));
        }
        for (int link = 1; link < NAMES.size(); link++) {
            join(link, NAMES.get(link - 1), NAMES.get(link));
        }
        for (String name : NAMES) {
            in(name, "ip", "link", "set", "lo", "up");
        }
        for (String router : List.of("router-1", "router-2")) {
            in(router, "sysctl", "-qw", "net.ipv4.ip_forward=1");
            in(router, "sysctl", "-qw", "net.ipv4.icmp_ratelimit=0");
        }
        in("probe", "ip", "route", "add", "default", "via", FIRST);
        in("router-1", "ip", "route", "add", "10.97.3.0/24", "via", SECOND);
        in("router-2", "ip", "route", "add", "10.97.1.0/24", "via", "10.97.2.1");
        in("endpoint", "ip", "route", "add", "default", "via", "10.97.3.1");
        lossGoesOn = works(
                "ip",
                "netns",
                "exec",
                name("router-2"),
                "tc",
                "qdisc",
                "add",
                "dev",
                "a2",
                "root",
                "netem",
                "loss",
                lossPercent + "%");
        if (!lossGoesOn) {
            in("router-2", "sysctl", "-qw", "net.ipv4.icmp_ratelimit=" + MILLIS_BETWEEN_ANSWERS);
        }
    }

    /** Interfaces {@code bN} of the near side and {@code aN} of the far one. */
    private void join(int link, String near, String far) throws IOException, InterruptedException {
        must(
                "ip",
                "link",
                "add",
                "b" + link,
                "netns",
                name(near),
                "type",
                "veth",
                "peer",
                "name",
                "a" + link,
                "netns",
                name(far));
        address(near, "b" + link, "10.97." + link + ".1/24");
        address(far, "a" + link, "10.97." + link + ".2/24");
    }

    private void address(String name, String device, String address) throws IOException, InterruptedException {
        in(name, "ip", "address", "add", address, "dev", device);
        in(name, "ip", "link", "set", device, "up");
    }

    private String name(String name) {
        return prefix + name;
    }

    private void in(String name, String... command) throws IOException, InterruptedException {
        String[] whole = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", name(name)}, 0, whole, 0, 4);
        System.arraycopy(command, 0, whole, 4, command.length);
        must(whole);
    }

    /** Whether the endpoint's answers are lost, too. */
    boolean lossGoesOn() {
        return lossGoesOn;
    }

    /** A program that is {@code mtr} as the probe at the near end has it, and goes round twice a second. */
    Path mtr(Path directory) throws IOException {
        return program(directory, "exec ip netns exec " + name("probe") + " mtr --interval 0.5 \"$@\"");
    }

    /** A program that does what a line of shell says. */
    static Path program(Path directory, String line) throws IOException {
        Path script = directory.resolve("mtr-here");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return run(command).exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void must(String... command) throws IOException, InterruptedException {
        Process process = run(command);
        if (process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": "
                    + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Process run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + String.join(" ", command));
        }
        return process;
    }

    @Override
    public void close() {
        for (String name : NAMES) {
            try {
                works("ip", "netns", "delete", name(name));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
