package io.trunkline.collector.agent;

/** How a packet came to the collector, which is not how the SIP in it travelled. */
public enum HepTransport {
    UDP("udp", 17),
    TCP("tcp", 6),
    TLS("tls", 22),
    /** In the body of an HTTP request. */
    HTTP("http", 80);

    private final String label;
    private final int code;

    HepTransport(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** Its name in counters and logs. */
    public String label() {
        return label;
    }

    /** Its number in the journal: the IP protocol's, 22 for TLS as in HEP, and 80, its port, for HTTP. */
    public int code() {
        return code;
    }

    /** Whether the sender can be held back. */
    public boolean isStream() {
        return this != UDP;
    }

    /** The transport of a number in the journal. */
    public static HepTransport of(int code) {
        for (HepTransport transport : values()) {
            if (transport.code == code) {
                return transport;
            }
        }
        throw new IllegalStateException("the journal names a transport that does not exist: " + code);
    }
}
