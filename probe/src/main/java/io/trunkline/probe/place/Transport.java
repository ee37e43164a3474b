package io.trunkline.probe.place;

import java.util.Locale;
import java.util.Optional;

/** What carries SIP, as far as a test can speak it: nobody else can use the connection that a WebSocket opened. */
public enum Transport {
    UDP(5060),
    TCP(5060),
    TLS(5061);

    private final int port;

    Transport(int port) {
        this.port = port;
    }

    /** RFC 3261, 19.1.2: the port of who names none. */
    public int defaultPort() {
        return port;
    }

    /** As registrations and messages have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a connection must be open before anything is sent. */
    public boolean connects() {
        return this != UDP;
    }

    /** By its name, in whatever case; empty for one that a test cannot speak. */
    public static Optional<Transport> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "udp" -> Optional.of(UDP);
            case "tcp" -> Optional.of(TCP);
            case "tls", "sips" -> Optional.of(TLS);
            default -> Optional.empty();
        };
    }
}
