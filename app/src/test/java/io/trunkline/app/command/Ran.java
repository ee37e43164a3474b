package io.trunkline.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command left behind. */
record Ran(int exitCode, String out, String err) {

    /** Runs one as it is typed. */
    static Ran of(String... typed) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(typed);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
