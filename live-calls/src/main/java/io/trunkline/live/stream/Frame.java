package io.trunkline.live.stream;

import io.trunkline.live.http.Answer;
import java.nio.ByteBuffer;
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

    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private Frame() {}

    /** An event with its data. */
    public static byte[] of(String event, Object data) {
        byte[] json = Answer.bytes(data);
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + json.length + END.length)
                .put(head)
                .put(json)
                .put(END)
                .array();
    }

    static byte[] gone(String idField, String id) {
        return of("gone", Map.of(idField, id));
    }
}
