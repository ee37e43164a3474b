package io.trunkline.live.stream;

import io.trunkline.live.http.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One server-sent event as it goes over the wire. JSON has no line breaks, so its data is one line.
 *
 * <pre>
 *   event: call
 *   data: {"id":"…"}
 *
 * </pre>
 */
public final class Frame {

    /** Says that we are still there; clients pass it over. */
    public static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private Frame() {}

    /** An event with its data. */
    public static byte[] of(String event, Object data) {
        byte[] json = Answer.bytes(data);
        var frame = new ByteArrayOutputStream(json.length + event.length() + 16);
        frame.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(json);
        frame.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return frame.toByteArray();
    }

    static byte[] gone(String idField, String id) {
        return of("gone", Map.of(idField, id));
    }
}
