package io.trunkline.exchange;

/** What carries a message. */
public enum Transport {
    UDP(17),
    TCP(6);

    private final int ipProtocol;

    Transport(int ipProtocol) {
        this.ipProtocol = ipProtocol;
    }

    /** Its number in the IP header. */
    int ipProtocol() {
        return ipProtocol;
    }
}
