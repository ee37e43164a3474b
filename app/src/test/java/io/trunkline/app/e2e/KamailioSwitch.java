package io.trunkline.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Kamailio of its own on loopback: registrar and proxy for a few subscribers, which mirrors its signalling as HEP and
 * takes commands over JSON-RPC.
 *
 * <p>Calls to digits go to the gateway and cost money; they are refused with 402 while the caller's account is in the
 * table {@code blocked}. All other calls go to registered subscribers.
 */
final class KamailioSwitch implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int WORKERS_THAT_ASK = 8;

    /**
     * Somebody who may register and call.
     *
     * @param user name for digest authentication and in SIP addresses
     * @param password for digest authentication
     * @param account whose balance the calls burn
     */
    record Subscriber(String user, String password, String account) {}

    /**
     * Where and how the switch mirrors its signalling.
     *
     * @param port UDP port on loopback
     * @param hepVersion 1, 2 or 3
     * @param captureId the switch's number as a capture agent
     */
    record Capture(int port, int hepVersion, int captureId) {}

    private final Process process;
    private final InetAddress host;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int sipPort;
    private final int rpcPort;
    private final int gatewayPort;

    private KamailioSwitch(Process process, InetAddress host, Path log, int sipPort, int rpcPort, int gatewayPort) {
        this.process = process;
        this.host = host;
        this.log = log;
        this.sipPort = sipPort;
        this.rpcPort = rpcPort;
        this.gatewayPort = gatewayPort;
    }

    /**
     * Starts a Kamailio and returns when it answers; skips the test where Kamailio is not installed.
     *
     * @param directory for its configuration and log
     */
    static KamailioSwitch start(Path directory, List<Subscriber> subscribers, Capture capture) {
        return start(directory, "kamailio.cfg", FreePort.LOOPBACK, capture, usual(subscribers, ""));
    }

    private static Map<String, String> usual(List<Subscriber> subscribers, String tls) {
        return Map.of(
                "@SUBSCRIBERS@",
                known(subscribers),
                "@CHILDREN@",
                Integer.toString(1),
                "@DOCUMENTED@",
                "",
                "@ASK@",
                "",
                "@TLS@",
                tls);
    }

    /**
     * The same, which takes SIP over TLS as well.
     *
     * @param tlsPort of loopback
     * @param certificate its own, with the key, PEM
     */
    static KamailioSwitch startWithTls(
            Path directory, List<Subscriber> subscribers, Capture capture, int tlsPort, Path certificate) {
        requireModules("tls", "kamailio-tls-modules");
        String tls = """
                enable_tls=yes
                listen=tls:127.0.0.1:%d
                loadmodule "tls.so"
                modparam("tls", "private_key", "%s")
                modparam("tls", "certificate", "%s")
                modparam("tls", "tls_method", "TLSv1.2+")
                modparam("tls", "verify_certificate", 0)
                """.formatted(tlsPort, certificate, certificate);
        return start(directory, "kamailio.cfg", FreePort.LOOPBACK, capture, usual(subscribers, tls));
    }

    /**
     * The same with the lines of the documentation by which it asks before a call, and as many workers as may ask at once.
     *
     * @param api where it asks, without a path
     * @param token of the role admin there
     * @param failsOpen whether calls are let through while nobody answers
     */
    static KamailioSwitch startAsking(
            Path directory, List<Subscriber> subscribers, Capture capture, URI api, String token, boolean failsOpen) {
        requireModules("http_client", "kamailio-utils-modules");
        requireModules("jansson", "kamailio-extra-modules");
        String documented = documented()
                .replace("http://127.0.0.1:8080", api.toString())
                .replace("TOKEN", token)
                // A second is long for a switch, and short for a machine on which other tests run.
                .replace("\"connection_timeout\", 1", "\"connection_timeout\", 20")
                .replace("##!define", failsOpen ? "#!define" : "##!define");
        return start(
                directory,
                "kamailio.cfg",
                FreePort.LOOPBACK,
                capture,
                Map.of(
                        "@SUBSCRIBERS@",
                        known(subscribers),
                        "@CHILDREN@",
                        Integer.toString(WORKERS_THAT_ASK),
                        "@DOCUMENTED@",
                        documented,
                        "@ASK@",
                        "route(AUTHORIZE);",
                        "@TLS@",
                        ""));
    }

    /** The block of the switch's page that says how to ask, as it stands there. */
    private static String documented() {
        Path page = Path.of(System.getProperty("trunkline.root"), "docs/switches/kamailio.md");
        try {
            return Arrays.stream(Files.readString(page).split("```"))
                    .filter(block -> block.contains("route[AUTHORIZE] {"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(page + " says no more how to ask before a call"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireModules(String module, String debianPackage) {
        boolean there = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
                .anyMatch(lib -> Files.exists(Path.of(lib, "kamailio/modules", module + ".so")));
        Assumptions.assumeTrue(
                there,
                "Kamailio has no module " + module + ": install the package " + debianPackage + " to run this test");
    }

    private static String known(List<Subscriber> subscribers) {
        return subscribers.stream().map(KamailioSwitch::known).collect(Collectors.joining());
    }

    /**
     * Starts a Kamailio with a configuration of one's own.
     *
     * @param template a resource of this package
     * @param host on which it takes SIP
     * @param blanks what to put for each further {@code @NAME@}
     */
    static KamailioSwitch start(
            Path directory, String template, InetAddress host, Capture capture, Map<String, String> blanks) {
        Path program = DebianProgram.require("kamailio", "kamailio");
        int sipPort = FreePort.udp();
        int rpcPort = FreePort.tcp();
        int gatewayPort = FreePort.udp();
        String configuration = text(template)
                .replace("@HOST@", host.getHostAddress())
                .replace("@SIP_PORT@", Integer.toString(sipPort))
                .replace("@RPC_PORT@", Integer.toString(rpcPort))
                .replace("@GATEWAY_PORT@", Integer.toString(gatewayPort))
                .replace("@HEP_PORT@", Integer.toString(capture.port()))
                .replace("@HEP_VERSION@", Integer.toString(capture.hepVersion()))
                .replace("@CAPTURE_ID@", Integer.toString(capture.captureId()));
        for (Map.Entry<String, String> blank : blanks.entrySet()) {
            configuration = configuration.replace(blank.getKey(), blank.getValue());
        }
        try {
            Path own = Files.createTempDirectory(directory, "kamailio");
            Path file = Files.writeString(own.resolve("kamailio.cfg"), configuration);
            Path log = own.resolve("kamailio.log");
            // In the foreground, logging to standard error, with little memory.
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-DD",
                            "-E",
                            "-f",
                            file.toString(),
                            "-w",
                            own.toString(),
                            "-Y",
                            own.toString(),
                            "-m",
                            "64",
                            "-M",
                            "8")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            KamailioSwitch started = new KamailioSwitch(process, host, log, sipPort, rpcPort, gatewayPort);
            started.awaitAnswer();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where telephones register and call. */
    InetSocketAddress sip() {
        return new InetSocketAddress(host, sipPort);
    }

    /** Returns the value of {@code switch.kamailio.rpc-url}. */
    URI rpcUrl() {
        return URI.create("http://127.0.0.1:" + rpcPort + "/RPC");
    }

    /** Returns the port to which calls to numbers are sent. */
    int gatewayPort() {
        return gatewayPort;
    }

    /** Sends a command and returns the switch's whole answer. */
    JsonNode rpc(String method, String... parameters) throws IOException, InterruptedException {
        ObjectNode request = Json.mapper()
                .createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", 1);
        request.putPOJO("params", List.of(parameters));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(rpcUrl())
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(request)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Json.mapper().readTree(answer.body());
    }

    /** What the switch says of a call's dialog: its state, and the tags of both sides; missing when it has none. */
    JsonNode dialog(String callId) {
        return said("dlg.dlg_list", callId).path("result");
    }

    /** Lets the switch hang up a call on both sides. */
    void end(String callId) {
        JsonNode dialog = dialog(callId);
        JsonNode answer = said(
                "dlg.terminate_dlg",
                callId,
                dialog.path("caller").path("tag").asText(),
                dialog.path("callee").path("tag").asText());
        if (answer.has("error")) {
            throw new AssertionError("not ended: " + answer);
        }
    }

    private JsonNode said(String method, String... parameters) {
        try {
            return rpc(method, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends the switch's main process, which takes its children with it. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        process.onExit().join();
    }

    private void awaitAnswer() {
        try {
            Until.holds("Kamailio to answer", LONGEST_START, this::answersOrEnded);
        } catch (AssertionError e) {
            close();
            throw e;
        }
        if (!process.isAlive()) {
            throw new AssertionError("Kamailio ended with " + process.exitValue() + ":\n" + logged());
        }
    }

    private boolean answersOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try {
            return rpc("core.uptime").has("result");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Kamailio starts", e);
        }
    }

    private String logged() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static String known(Subscriber subscriber) {
        return "    $sht(passwords=>" + subscriber.user() + ") = \"" + subscriber.password() + "\";\n"
                + "    $sht(accounts=>" + subscriber.user() + ") = \"" + subscriber.account() + "\";\n";
    }

    private static String text(String template) {
        try (var in = KamailioSwitch.class.getResourceAsStream(template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
