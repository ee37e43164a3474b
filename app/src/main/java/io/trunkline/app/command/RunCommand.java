package io.trunkline.app.command;

import io.trunkline.app.PatientThreads;
import io.trunkline.app.Role;
import io.trunkline.app.RunningProcess;
import io.trunkline.app.Trunkline;
import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.Configuration;
import io.trunkline.app.config.Settings;
import io.trunkline.app.demo.Demo;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs roles until it is told to stop. */
@Command(
        name = "run",
        description = "Run the pipeline until it is told to stop.",
        footer = {
            "",
            "Prints 'trunkline ready http://HOST:PORT' on standard output when every role serves.",
            "SIGTERM and Ctrl-C stop it cleanly. SIGHUP reads hep.agents of the configuration file again."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--demo", description = "feed it from a simulated exchange; prints a link that opens the page")
    private boolean demo;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what the simulated exchange does follows from it (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--roles",
            paramLabel = "ROLE,…",
            description = "collector, rating, storage, live, probe (default: all)")
    private String roles;

    @Option(names = "--print-config", description = "show every key, its value and where it came from, and exit")
    private boolean printConfig;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = options.configuration();
        Settings settings = Settings.of(configuration);
        if (printConfig) {
            spec.commandLine().getOut().print(configuration.describe());
            spec.commandLine().getOut().flush();
            return 0;
        }
        Set<Role> chosen = chosenRoles();
        var stopped = new CountDownLatch(1);
        var agents = new AgentsFile(configuration);
        PatientThreads.OPTIMISING_COMPILER.lower();
        RunningProcess running = demo ? Demo.start(settings, agents, seed) : Trunkline.start(settings, agents, chosen);
        PatientThreads.MERGES.lower();
        if (!demo) {
            // The demo ends with the terminal in which it was started.
            Hangup.handleWith(running::reloadAgents);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            running.close();
            stopped.countDown();
            // A process that ends by a signal would report the signal; stopping cleanly is a success.
            Runtime.getRuntime().halt(0);
        }));
        var out = spec.commandLine().getOut();
        out.println("trunkline ready " + running.url());
        out.flush();
        if (demo) {
            running.loginLink().ifPresent(link -> spec.commandLine()
                    .getErr()
                    .println("\nOpen the page: " + link + "\n(the link works once; the token is in "
                            + settings.dataDir().resolve("admin-token") + ")\n"));
        }
        stopped.await();
        return 0;
    }

    private Set<Role> chosenRoles() {
        if (roles == null) {
            return EnumSet.allOf(Role.class);
        }
        if (demo) {
            throw new ParameterException(spec.commandLine(), "--demo runs all roles: leave --roles out");
        }
        try {
            return Role.parse(roles);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--roles: " + e.getMessage(), e);
        }
    }
}
