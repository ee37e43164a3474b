package io.trunkline.protocol.sip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Escapes of URIs, of the form {@code %61}, and of quoted strings (RFC 3261 25.1). */
final class Escapes {

    private Escapes() {}

    /** The text without escapes; a percent sign that begins none stays. Null gives null. */
    static String undone(String text) {
        if (text == null || text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return undone(bytes, 0, bytes.length);
    }

    /** The range without escapes, as UTF-8. */
    static String undone(byte[] bytes, int start, int end) {
        var plain = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            int high = bytes[i] == '%' && i + 2 < end ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                plain.write((high << 4) | low);
                i += 2;
            } else {
                plain.write(bytes[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    /** The range as text, each byte that is not UTF-8 as {@code %XX}. */
    static String ofBrokenUtf8(byte[] bytes, int start, int length) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
        // A byte becomes three characters at most.
        CharBuffer out = CharBuffer.allocate(3 * length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put(String.format("%%%02X", in.get() & 0xFF));
            }
        }
    }

    /** The content of a quoted string without the backslashes that quote a character. */
    static String withoutBackslashes(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }
}
