package io.trunkline.app.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for {@code POST /authorize}: it counts what it is asked, and lets all wait for an answer until a test gives one. */
final class HeldAnswer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger questions = new AtomicInteger();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    HeldAnswer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(FreePort.LOOPBACK, 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/authorize", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often it was asked. */
    int questions() {
        return questions.get();
    }

    /** Answers all that wait, and all that come. */
    void give(String json) {
        answer.complete(json);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            questions.incrementAndGet();
            byte[] body = answer.join().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Lets go of who still waits. */
    @Override
    public void close() {
        give("{}");
        server.stop(0);
    }
}
