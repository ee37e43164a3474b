package io.trunkline.storage;

import io.trunkline.embedded.clickhouse.EmbeddedClickHouse;
import io.trunkline.protocol.Scope;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real ClickHouse for tests: one for all classes, since a process can have only one, with an empty and migrated
 * database for each class. A test asks for a {@link Store}, or for the {@link StoreSettings} to open its own.
 */
public final class ClickHouseServer implements BeforeAllCallback, ParameterResolver {

    /** Who sees everything. */
    public static final Scope ALL = new Scope.Everything();

    private static final Namespace NAMESPACE = Namespace.create(ClickHouseServer.class);

    /** The server and its directory; closed by JUnit after the last class. */
    private record Running(Path directory, EmbeddedClickHouse engine, Store store) implements AutoCloseable {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("clickhouse");
                var engine = EmbeddedClickHouse.start(directory, 0);
                return new Running(directory, engine, Store.open(StoreSettings.withDefaults(engine.jdbcUrl())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        StoreSettings settings() {
            return StoreSettings.withDefaults(engine.jdbcUrl());
        }

        @Override
        public void close() throws IOException {
            store.close();
            engine.close();
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Running running = running(context);
        try (var connection = new StoreConnection(running.settings())) {
            connection.execute("DROP DATABASE IF EXISTS trunkline SYNC");
        }
        running.store().migrate();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Store.class || type == StoreSettings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        return parameter.getParameter().getType() == Store.class ? running.store() : running.settings();
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }
}
