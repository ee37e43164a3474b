package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One {@link DemoPage} for all classes that a JVM tests, which takes longer to start than most of them to run. What one class
 * changes the next one finds: none may rely on a demo that nobody has touched. Skips the tests where Chromium is not
 * installed.
 */
final class SharedDemo implements BeforeAllCallback, ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(SharedDemo.class);

    /** Closed by JUnit after the last class. What the demo wrote is kept when a test failed. */
    private record Running(Path directory, DemoPage page, AtomicBoolean failed) implements AutoCloseable {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("demo");
                return new Running(directory, DemoPage.open(directory), new AtomicBoolean());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            page.close();
            if (failed.get()) {
                return;
            }
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Browser.available(), "chromium and chromedriver are not installed: the page is not tested");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DemoPage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).page();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        running(context).failed().set(true);
    }

    /** Of the session and not of the execution: Surefire executes each class by itself where it has several JVMs. */
    private static Running running(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }
}
