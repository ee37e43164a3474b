package io.trunkline.app.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.app.TrunklineProcess;
import io.trunkline.testing.Ports;
import io.trunkline.testing.Until;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code trunkline run --demo} in a process of its own, and a browser that has come to its page by the login link. */
record DemoPage(TrunklineProcess process, String url, int hepPort, Browser browser) implements AutoCloseable {

    private static final Pattern LOGIN_LINK = Pattern.compile("(http://\\S+/login\\?code=\\S+)");

    /** Starts both. */
    static DemoPage open(Path directory) {
        int hepPort = Ports.free();
        var process = TrunklineProcess.start(
                directory,
                "run",
                "--demo",
                "--data-dir",
                directory.resolve("data").toString(),
                "--set",
                "http.port=" + Ports.free(),
                "--set",
                "hep.udp-port=" + hepPort,
                "--set",
                "hep.tcp-port=0",
                "--set",
                "kafka.port=" + Ports.free(),
                "--set",
                "clickhouse.port=" + Ports.free());
        try {
            String url = process.awaitReady().toString();
            Until.holds(
                    "the login link", () -> LOGIN_LINK.matcher(process.errors()).find());
            Matcher link = LOGIN_LINK.matcher(process.errors());
            assertTrue(link.find());
            Browser browser = Browser.open();
            browser.go(link.group(1));
            return new DemoPage(process, url, hepPort, browser);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    @Override
    public void close() {
        browser.close();
        process.kill();
    }
}
