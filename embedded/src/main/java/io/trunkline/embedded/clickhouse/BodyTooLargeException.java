package io.trunkline.embedded.clickhouse;

import java.io.IOException;

/** Says that a request's body is longer than the endpoint takes. */
final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limitBytes) {
        super("the body is longer than " + limitBytes + " bytes; send it in smaller parts");
    }
}
