package io.trunkline.live.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request gets: a status, headers, and a body that is whole or written bit by bit. Unlike the topics,
 * JSON of the API shows a field without a value as {@code null}, so that every answer of a route has the same
 * fields.
 */
public final class Answer {

    /** Writes a body bit by bit, on the thread of the request, which may wait. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes the body; the end of the method is the end of the answer.
         *
         * @throws IOException when the caller has gone
         * @throws InterruptedException when the server stops, or the caller reads too slowly
         */
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    private static final ObjectMapper WITH_NULLS =
            Json.mapper().copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] whole;
    private final Writer writer;

    private Answer(int status, String contentType, byte[] whole, Writer writer) {
        this.status = status;
        this.whole = whole;
        this.writer = writer;
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
    }

    /** The value as JSON of the API, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return WITH_NULLS.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** 200 with JSON. */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** Another status with JSON. */
    public static Answer json(int status, Object value) {
        return whole(status, "application/json", bytes(value));
    }

    /** 204. */
    public static Answer nothing() {
        return new Answer(204, null, new byte[0], null);
    }

    /** Text of some type, in UTF-8. */
    public static Answer text(int status, String contentType, String text) {
        return whole(status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that is whole. */
    public static Answer whole(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, null);
    }

    /** 200 with a body that is written bit by bit. */
    public static Answer streamed(String contentType, Writer writer) {
        return new Answer(200, contentType, null, writer);
    }

    static Answer error(ApiError error) {
        Answer answer = json(error.status(), error.body());
        answer.headers.putAll(error.headers());
        return answer;
    }

    /** This answer with a header more. */
    public Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body; null when it is written bit by bit. */
    byte[] whole() {
        return whole;
    }

    /** What writes the body bit by bit; null when it is whole. */
    Writer writer() {
        return writer;
    }
}
