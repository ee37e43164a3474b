package io.trunkline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The messages that the benchmarks read: an INVITE of 1,177 bytes and its 200 of 673, with session descriptions. */
public enum SampleMessage {
    /** An INVITE of 1,177 bytes. */
    INVITE("invite.sip"),
    /** A 200 of 673 bytes. */
    OK("ok.sip");

    private final String resource;

    SampleMessage(String resource) {
        this.resource = resource;
    }

    /** The message, in an array of its own. */
    public byte[] bytes() {
        try (InputStream in = SampleMessage.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample message " + resource, e);
        }
    }
}
