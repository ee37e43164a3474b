package io.trunkline.app.command;

import io.trunkline.app.config.ConfigurationException;
import io.trunkline.app.replay.ReplayCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Where the process begins: reads the command line and runs the sub-command that it names. */
@Command(
        name = "trunkline",
        description = "A real-time SIP and CDR pipeline: live calls, money and traces from HEP.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            ImportCommand.class,
            QuoteCommand.class,
            RerateCommand.class,
            ReconcileCommand.class,
            SqlCommand.class,
            DeadLettersCommand.class,
            RehearseCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs a sub-command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int exitCode = ExitCode.SOFTWARE;
        try {
            exitCode = commandLine().execute(arguments);
        } finally {
            // Threads of a half-started engine must not keep a failed process alive.
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getCommandName() + ": " + explain(failure));
                    return failure instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
                });
    }

    private static String explain(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
