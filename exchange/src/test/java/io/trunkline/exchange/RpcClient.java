package io.trunkline.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends commands as the pipeline does. */
final class RpcClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    RpcClient(URI url) {
        this.url = url;
    }

    JsonNode call(String method, String... parameters) throws IOException, InterruptedException {
        var request = Json.mapper()
                .createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", 1);
        var array = request.putArray("params");
        for (String parameter : parameters) {
            array.add(parameter);
        }
        return post(request.toString());
    }

    JsonNode post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.mapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
