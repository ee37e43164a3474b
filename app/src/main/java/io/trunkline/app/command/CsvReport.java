package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.api.ApiAnswer;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** What is said of an uploaded file. */
final class CsvReport {

    private CsvReport() {}

    /**
     * Prints how many lines are in force, or every bad line as {@code FILE:LINE: COLUMN: MESSAGE}.
     *
     * @param counted field of the answer that counts the lines
     * @return the exit code
     * @throws CommandException when nothing was applied
     */
    static int print(CommandLine command, Path file, ApiAnswer answer, String counted) {
        if (answer.succeeded()) {
            command.getOut().println(answer.body().path(counted).asText() + " lines of " + file + " are in force");
            return 0;
        }
        PrintWriter err = command.getErr();
        for (JsonNode bad : answer.body().path("error").path("lines")) {
            String place = file + ":" + bad.path("line").asText() + ": ";
            String column = bad.path("column").asText("");
            err.println(place
                    + (column.isEmpty() ? "" : column + ": ")
                    + bad.path("message").asText());
        }
        throw new CommandException(file + ": " + answer.problem());
    }
}
