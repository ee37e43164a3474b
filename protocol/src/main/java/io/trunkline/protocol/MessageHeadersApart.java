package io.trunkline.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * {@link MessageHeaders} as they stood before they became one header: numbers big-endian under {@code index}, {@code
 * received}, {@code claimed} (absent as a rule) and {@code flags}, texts under {@code collector} and {@code agent}. What was
 * written so is read for as long as the topic keeps it.
 */
final class MessageHeadersApart {

    private MessageHeadersApart() {}

    static MessageHeaders read(Headers headers) {
        return new MessageHeaders(
                text(headers, "collector"),
                value(headers, "index", Long.BYTES).getLong(),
                text(headers, "agent"),
                value(headers, "received", Long.BYTES).getLong(),
                headers.lastHeader("claimed") == null
                        ? MessageHeaders.NOT_CLAMPED
                        : value(headers, "claimed", Long.BYTES).getLong(),
                value(headers, "flags", Integer.BYTES).getInt());
    }

    private static String text(Headers headers, String key) {
        return new String(required(headers, key), StandardCharsets.UTF_8);
    }

    private static ByteBuffer value(Headers headers, String key, int length) {
        byte[] value = required(headers, key);
        if (value.length != length) {
            throw new IllegalArgumentException(
                    "header " + key + " has " + value.length + " bytes instead of " + length);
        }
        return ByteBuffer.wrap(value);
    }

    private static byte[] required(Headers headers, String key) {
        Header header = headers.lastHeader(key);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("a record of sip.messages lacks the header message, and " + key);
        }
        return header.value();
    }
}
