package io.trunkline.collector;

/**
 * Payloads that switches send beside SIP, by HEP protocol type (HEP3 specification, chunk 0x000b). The type is an
 * open set; {@link #OTHER} is the rest of it.
 */
enum NotSip {
    SDP("sdp"),
    RTP("rtp"),
    RTCP("rtcp"),
    QUALITY("quality"),
    LOG("log"),
    OTHER("other");

    private final String label;

    NotSip(String label) {
        this.label = label;
    }

    /** Its name in counters. */
    String label() {
        return label;
    }

    /** What a protocol type other than SIP says of the payload. */
    static NotSip of(int protocolType) {
        return switch (protocolType) {
            case 3 -> SDP;
            case 4 -> RTP;
            case 5, 58 -> RTCP;
            case 32, 34, 35 -> QUALITY;
            case 100 -> LOG;
            default -> OTHER;
        };
    }
}
