package io.trunkline.protocol.pcap;

import java.io.IOException;

/** The file is none of the formats that are read here. The message says what it begins with instead. */
public final class NotACaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    NotACaptureException(String message) {
        super(message);
    }
}
