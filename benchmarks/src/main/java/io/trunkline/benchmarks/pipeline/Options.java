package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Above;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings.Approach;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@link PipelineBench}. */
final class Options {

    /** What carries HEP. */
    enum Transport {
        udp,
        tcp
    }

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "SIP messages a second; 0: none, which measures an idle process (default: ${DEFAULT-VALUE})")
    double rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "how long is measured (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "30",
            description = "how long the same traffic runs before that (default: ${DEFAULT-VALUE})")
    int warmUp;

    @Option(
            names = "--warmup-rate",
            paramLabel = "N",
            description = "SIP messages a second of that time, but for --ramp (default: what --rate says)")
    Double warmUpRate;

    @Option(names = "--cold", description = "measure from the first message on: as --warmup 0")
    boolean cold;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp",
            defaultValue = "udp",
            description = "what carries HEP (default: ${DEFAULT-VALUE})")
    Transport transport;

    @Option(
            names = "--up",
            paramLabel = "CALLS",
            description = "how many calls are up at once; says how long they last (default: what --hold gives)")
    Integer up;

    @Option(
            names = "--hold",
            paramLabel = "S",
            defaultValue = "4",
            description = "how long an answered call lasts, on average (default: ${DEFAULT-VALUE})")
    double hold;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "60",
            description = "accounts: four of ten postpaid, three soft, two prepaid, one prepaid that runs dry"
                    + " (default: ${DEFAULT-VALUE})")
    int accounts;

    @Option(
            names = "--tiers",
            description = "three tiers pay for each call: two prepaid resellers stand above all accounts, and every"
                    + " account of the three tiers has a package with free minutes")
    boolean tiers;

    @Option(names = "--rich", description = "all accounts are prepaid and have plenty of money")
    boolean rich;

    @Option(
            names = "--one-account-calls",
            paramLabel = "N",
            description = "one prepaid account with so many calls up at once: as --accounts 1 --rich --up N")
    Integer oneAccountCalls;

    @Option(
            names = "--ramp",
            description =
                    "find the highest rate at which nothing falls behind: from --rate on, each step --factor times"
                            + " the one before, for --seconds each after --warmup of its own")
    boolean ramp;

    @Option(
            names = "--factor",
            paramLabel = "F",
            defaultValue = "1.25",
            description = "of --ramp (default: ${DEFAULT-VALUE})")
    double factor;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "measure the start instead, N times each: on a new data directory, on an existing one, after"
                    + " kill -9; with 10 s of --rate before each stop")
    Integer starts;

    @Option(
            names = "--restore",
            paramLabel = "CALLS",
            description =
                    "measure instead how long it takes after kill -9 until so many calls, that are up on --accounts,"
                            + " are there again")
    Integer restore;

    @Option(
            names = "--blind",
            description = "look on as little as can be: no latencies, only what is used, and the count at the end")
    boolean blind;

    @Option(
            names = "--browser",
            description = "let a Chromium show the live calls meanwhile, and measure when the answers of one account's"
                    + " calls are painted; needs node, chromium and chromedriver")
    boolean browser;

    @Option(
            names = "--jfr",
            description = "record a profile of what is measured, and print the shares of its CPU samples")
    boolean jfr;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "another seed gives other calls")
    long seed;

    @Option(
            names = "--java-opts",
            paramLabel = "FLAGS",
            defaultValue = "",
            description = "further flags for the product's JVM, beside the launcher's")
    String javaOptions;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a setting of the product, as its own --set; any number of them")
    List<String> settings = List.of();

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "180",
            description = "how long to wait at the end for what is behind (default: ${DEFAULT-VALUE})")
    int settle;

    @Option(names = "--keep", description = "keep the data directory and the logs")
    boolean keep;

    boolean udp() {
        return transport == Transport.udp;
    }

    int warmUpSeconds() {
        return cold ? 0 : warmUp;
    }

    /** The warming up, at its rate. */
    Approach approach() {
        return new Approach(warmUpRate == null ? rate : warmUpRate, warmUpSeconds());
    }

    int accountsInUse() {
        return oneAccountCalls == null ? accounts : 1;
    }

    boolean allRich() {
        return rich || oneAccountCalls != null;
    }

    Above above() {
        return tiers ? Above.RESELLERS_AND_PACKAGES : Above.NOBODY;
    }

    /** How many calls are to be up at once; null when their length is given instead. */
    Integer callsUp() {
        return oneAccountCalls == null ? up : oneAccountCalls;
    }
}
