package io.trunkline.benchmarks.pipeline.observe;

import java.nio.charset.StandardCharsets;

/** A text that is looked for in JSON without parsing it. */
final class Field {

    static final Field CALL_ID = new Field("\"callId\":\"");
    /** By which a call is known: its Call-ID, unless that was used twice. */
    static final Field ID = new Field("\"id\":\"");

    /** Of a call, before anything else of it. */
    static final Field STATE = new Field("\"state\":\"");

    private final byte[] text;

    private Field(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where what follows it begins, or -1. */
    int valueIn(byte[] json, int length) {
        for (int at = 0; at <= length - text.length; at++) {
            int matched = 0;
            while (matched < text.length && json[at + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return at + matched;
            }
        }
        return -1;
    }
}
