package io.trunkline.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of the API as the demo's customers use, without a pipeline behind it: it keeps what it is given. */
final class FakeApi implements AutoCloseable {

    static final String TOKEN = "token-of-the-test";

    private final HttpServer server;
    final Map<String, JsonNode> resources = new ConcurrentHashMap<>();
    final Map<String, String> rates = new ConcurrentHashMap<>();
    final Map<String, JsonNode> payments = new ConcurrentHashMap<>();
    final List<String> writes = new CopyOnWriteArrayList<>();
    volatile String refusedPath = "";

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/api/v1".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = "{}";
            int status = 200;
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status = 401;
            } else if (path.equals(refusedPath)) {
                status = 422;
                answer = "{\"error\":{\"code\":\"bad\",\"message\":\"not this one\"}}";
            } else if (exchange.getRequestMethod().equals("GET")) {
                status = resources.containsKey(path) ? 200 : 404;
                answer = resources
                        .getOrDefault(path, Json.mapper().createObjectNode())
                        .toString();
            } else {
                write(path, body);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void write(String path, String body) throws IOException {
        writes.add(path);
        if (path.endsWith("/rates")) {
            String card = path.substring(0, path.length() - "/rates".length());
            rates.put(card, body);
            ((ObjectNode) resources.get(card)).put("rates", body.lines().count() - 1);
        } else if (path.endsWith("/payments")) {
            var payment = Json.mapper().readTree(body);
            payments.putIfAbsent(path + " " + payment.path("id").asText(), payment);
        } else {
            resources.put(path, Json.mapper().readTree(body));
        }
    }
}
