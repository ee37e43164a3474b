package io.trunkline.storage.schema;

import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the schema that this version needs: numbered files, each applied once, in order, and
 * recorded with its checksum.
 *
 * <p>ClickHouse has neither transactions nor locks for this. So every statement must be harmless when it runs a
 * second time ({@code IF NOT EXISTS}): two processes that start at once, or one that was killed between a
 * statement and its record, then do the same work twice and nothing worse.
 */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** In their order. A new one is added at the end; one that was released is never changed. */
    static final List<String> FILES = List.of(
            "001-messages.sql",
            "002-cdrs.sql",
            "003-ledger.sql",
            "004-unreadable.sql",
            "005-price-steps.sql",
            "006-call-model.sql",
            "007-registration-events.sql",
            "008-call-links.sql",
            "009-tiers.sql",
            "010-free-minutes.sql",
            "011-endpoint-tests.sql",
            "012-revisions.sql",
            "013-payer-reasons.sql",
            "014-alarms.sql",
            "015-many-accounts.sql",
            "016-quality-days.sql",
            "017-media-reports.sql",
            "018-trunks.sql",
            "019-calls-of-endpoints.sql",
            "020-billing-agents.sql");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

    /** Of our own files: no text in them holds a semicolon. */
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";");

    /** A file and what is in it. */
    record Migration(String name, String sql) {

        /** A file of {@code migrations}. */
        static Migration named(String name) {
            return new Migration(name, Query.text(Migrations.class, "migrations/" + name));
        }

        /** SHA-256 of the text, in hex. */
        String checksum() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        List<String> statements() {
            return Arrays.stream(END_OF_STATEMENT.split(COMMENT.matcher(sql).replaceAll("")))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }

    private record Applied(String name, String checksum) {}

    private final StoreConnection connection;
    private final List<Migration> migrations;

    Migrations(StoreConnection connection, List<Migration> migrations) {
        this.connection = connection;
        this.migrations = migrations;
    }

    static List<Migration> all() {
        return FILES.stream().map(Migration::named).toList();
    }

    /**
     * Applies what was not applied yet.
     *
     * @throws StoreException naming the file that failed, that was changed since it was applied, or that only a
     *     newer version knows
     */
    void apply() {
        connection.execute("CREATE DATABASE IF NOT EXISTS " + StoreConnection.DATABASE);
        connection.run(Query.named(Migrations.class, "migrations-table"), Map.of());
        List<Applied> applied = connection.rows(
                Query.named(Migrations.class, "migrations-applied"),
                Map.of(),
                row -> new Applied(row.getString("name"), row.getString("checksum")));
        check(applied);
        var names = applied.stream().map(Applied::name).collect(Collectors.toSet());
        migrations.stream()
                .filter(migration -> !names.contains(migration.name()))
                .forEach(this::apply);
    }

    private void check(List<Applied> applied) {
        var known = migrations.stream().collect(Collectors.toMap(Migration::name, Migration::checksum));
        for (Applied one : applied) {
            String checksum = known.get(one.name());
            if (checksum == null) {
                throw refusal("the database was migrated by a newer version, which knows " + one.name()
                        + ": run that version");
            }
            if (!checksum.equals(one.checksum())) {
                throw refusal("migration " + one.name()
                        + " was changed after it had been applied: restore it and put the change into a new file");
            }
        }
    }

    private void apply(Migration migration) {
        int number = 0;
        for (String statement : migration.statements()) {
            number++;
            try {
                connection.execute(statement);
            } catch (StoreException e) {
                throw new StoreException(
                        e.category(),
                        "migration " + migration.name() + ", statement " + number + ": " + e.getMessage(),
                        e);
            }
        }
        connection.run(
                Query.named(Migrations.class, "migration-record"),
                Map.of("name", migration.name(), "checksum", migration.checksum()));
        LOG.info("Applied migration {}", migration.name());
    }

    private static StoreException refusal(String message) {
        return new StoreException(StoreException.Category.REFUSED, message, null);
    }
}
