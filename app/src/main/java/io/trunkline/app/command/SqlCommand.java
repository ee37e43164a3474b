package io.trunkline.app.command;

import io.trunkline.app.config.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A query against the store of a running process, or of a server. */
@Command(
        name = "sql",
        description = "A query against the store, read-only unless --write; tab-separated with a line of names.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

    /** ClickHouse's setting readonly: 2 forbids writes and leaves the settings that the driver sends alone. */
    private static final String READ_ONLY = "2";

    @Mixin
    private ConfigurationOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "QUERY", description = "one statement of ClickHouse's SQL")
    private String query;

    @Option(names = "--write", description = "let the statement change the store")
    private boolean write;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.of(options.configuration());
        String url = settings.clickHouseUrl()
                .orElse("jdbc:clickhouse://127.0.0.1:" + settings.clickHousePort() + "/trunkline?compress=false");
        var properties = new Properties();
        if (settings.clickHouseUrl().isEmpty()) {
            properties.setProperty("user", "default");
            properties.setProperty("password", password(settings));
        }
        if (!write) {
            properties.setProperty("clickhouse_setting_readonly", READ_ONLY);
        }
        try (Connection connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement()) {
            if (statement.execute(query)) {
                print(statement.getResultSet());
            }
            return 0;
        } catch (SQLException e) {
            if (isUnreachable(e)) {
                // The URL may hold a password.
                String where = settings.clickHouseUrl().isPresent()
                        ? "the address in clickhouse.url: does the server run?"
                        : "127.0.0.1:" + settings.clickHousePort() + ": is trunkline running there?";
                throw new CommandException("nothing answers at " + where);
            }
            throw e;
        }
    }

    /** As configured, or as the process that runs has generated it; where none has, nothing answers either. */
    private static String password(Settings settings) {
        return settings.clickHousePassword().orElseGet(() -> {
            Path file = settings.dataDir().resolve("clickhouse-password");
            try {
                return Files.readString(file).strip();
            } catch (NoSuchFileException e) {
                return "";
            } catch (IOException e) {
                throw new CommandException("cannot read the password in " + file + ": " + e.getMessage()
                        + "; set clickhouse.password or run as the user of the process");
            }
        });
    }

    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private void print(ResultSet rows) throws SQLException {
        var out = spec.commandLine().getOut();
        ResultSetMetaData columns = rows.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            out.print((column == 1 ? "" : "\t") + columns.getColumnLabel(column));
        }
        out.println();
        while (rows.next()) {
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                String text = rows.getString(column);
                out.print((column == 1 ? "" : "\t") + (text == null ? "\\N" : escape(text)));
            }
            out.println();
        }
        out.flush();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
