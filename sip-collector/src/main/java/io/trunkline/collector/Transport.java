package io.trunkline.collector;

/** How a packet came to the collector, which is not how the SIP in it travelled. */
enum Transport {
    UDP("udp", 17),
    TCP("tcp", 6),
    TLS("tls", 22),
    /** In the body of an HTTP request. */
    HTTP("http", 80);

    private final String label;
    private final int code;

    Transport(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** Its name in counters and logs. */
    String label() {
        return label;
    }

    /** Its number in the journal: the IP protocol's, 22 for TLS as in HEP, and 80, its port, for HTTP. */
    int code() {
        return code;
    }

    /** Whether the sender can be held back. */
    boolean isStream() {
        return this != UDP;
    }

    static Transport of(int code) {
        for (Transport transport : values()) {
            if (transport.code == code) {
                return transport;
            }
        }
        throw new IllegalStateException("the journal names a transport that does not exist: " + code);
    }
}
