package io.trunkline.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that a Kamailio takes as JSON-RPC 2.0 over HTTP, as far as they are used here: {@code
 * dlg.terminate_dlg} with Call-ID and both tags, {@code dlg.dlg_list} with a Call-ID and the caller's tag, {@code
 * core.uptime}, and {@code htable.sets}, {@code htable.seti} and {@code htable.delete} on the table {@code blocked}, whose
 * keys are accounts. On a loopback port of the system's choice. It is there before the exchange is, so that its address
 * can be given to the pipeline first; the accounts that are blocked meanwhile stay so.
 */
public final class SwitchRpc implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchRpc.class);
    private static final String BLOCKED = "blocked";
    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final int INVALID_REQUEST = -32600;
    private static final int NO_SUCH_METHOD = -32601;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int PARSE_ERROR = -32700;
    private static final int NOT_FOUND = 404;

    /** Kamailio, dialog: a dialog whose 2xx was acknowledged. */
    private static final int CONFIRMED = 4;

    /** Likewise: a dialog that rings. */
    private static final int EARLY = 2;

    /** A command that was not done, and why. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Fault(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final Instant since = Instant.now();
    private volatile SwitchCommands commands = SwitchCommands.NONE;

    private SwitchRpc() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/RPC", this::handle);
        server.start();
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when no loopback port can be had
     */
    public static SwitchRpc start() throws IOException {
        return new SwitchRpc();
    }

    /** Where it listens: the value of {@code switch.kamailio.rpc-url}. */
    public URI url() {
        var address = server.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/RPC");
    }

    /** Whether new calls of an account are to be refused. Any thread. */
    boolean isBlocked(String accountId) {
        return blocked.contains(accountId);
    }

    /** From now on calls are ended by this exchange. */
    void attach(SwitchCommands exchange) {
        this.commands = exchange;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST + 1);
            byte[] answer = Json.mapper().writeValueAsBytes(answer(body));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private ObjectNode answer(byte[] body) throws IOException {
        var answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
        try {
            if (body.length > LONGEST_REQUEST) {
                throw new Fault(INVALID_REQUEST, "Request too long");
            }
            var request = Json.mapper().readTree(body);
            answer.set("id", request.path("id"));
            answer.set("result", call(request));
        } catch (JsonProcessingException e) {
            error(answer, PARSE_ERROR, "Parse error");
        } catch (Fault e) {
            error(answer, e.code, e.getMessage());
        }
        return answer;
    }

    private static void error(ObjectNode answer, int code, String message) {
        answer.putObject("error").put("code", code).put("message", message);
    }

    private JsonNode call(JsonNode request) throws Fault {
        var parameters = request.path("params");
        switch (request.path("method").asText()) {
            case "dlg.terminate_dlg" -> endCall(parameters);
            case "dlg.dlg_list" -> {
                return dialog(parameters);
            }
            case "core.uptime" -> {
                return Json.mapper()
                        .createObjectNode()
                        .put("uptime", Duration.between(since, Instant.now()).toSeconds());
            }
            case "htable.sets", "htable.seti" -> {
                String account = key(parameters, 3);
                blocked.add(account);
                LOG.info("the simulated exchange refuses new calls of account {}", account);
            }
            case "htable.delete" -> {
                String account = key(parameters, 2);
                blocked.remove(account);
                LOG.info("the simulated exchange takes calls of account {} again", account);
            }
            case "ul.rm_contact" -> {
                // What is registered here no call looks up: the telephone is back when it registers next.
                expect(parameters, 3);
                LOG.info(
                        "the simulated exchange forgets where {} is",
                        parameters.get(1).asText());
            }
            default -> throw new Fault(NO_SUCH_METHOD, "Method Not Found");
        }
        return TextNode.valueOf("Done");
    }

    private void endCall(JsonNode parameters) throws Fault {
        expect(parameters, 3);
        String callId = parameters.get(0).asText();
        if (!commands.endCall(
                callId, parameters.get(1).asText(), parameters.get(2).asText())) {
            throw new Fault(NOT_FOUND, "Couldn't find dialog");
        }
    }

    /** As later Kamailios answer. */
    private JsonNode dialog(JsonNode parameters) throws Fault {
        if (!parameters.isArray() || parameters.isEmpty()) {
            throw new Fault(INVALID_PARAMETERS, "expected a Call-ID");
        }
        String callId = parameters.get(0).asText();
        SwitchCommands.Dialog dialog = commands.dialog(
                        callId, parameters.path(1).asText(null))
                .orElseThrow(() -> new Fault(NOT_FOUND, "Couldn't find dialog"));
        var answer = Json.mapper()
                .createObjectNode()
                .put("call-id", callId)
                .put("state", dialog.answered() ? CONFIRMED : EARLY);
        answer.putObject("callee").put("tag", dialog.calledTag());
        return answer;
    }

    private static String key(JsonNode parameters, int count) throws Fault {
        expect(parameters, count);
        if (!parameters.get(0).asText().equals(BLOCKED)) {
            throw new Fault(500, "No such htable");
        }
        return parameters.get(1).asText();
    }

    private static void expect(JsonNode parameters, int count) throws Fault {
        if (!parameters.isArray() || parameters.size() != count) {
            throw new Fault(INVALID_PARAMETERS, "expected " + count + " parameters");
        }
    }
}
