package io.trunkline.collector.agent;

/**
 * Payloads that switches send beside SIP, by HEP protocol type (chunk 0x000b; HEP3 specification, revision 37, and the
 * types beyond it that agents are known to send). The type is an open set; {@link #OTHER} is the rest of it.
 */
public enum NotSip {
    XMPP("xmpp"),
    SDP("sdp"),
    RTP("rtp"),
    RTCP("rtcp"),
    MGCP("mgcp"),
    MEGACO("megaco"),
    M2UA("m2ua"),
    M3UA("m3ua"),
    IAX("iax"),
    H323("h323"),
    M2PA("m2pa"),
    QUALITY("quality"),
    SIP_JSON("sip-json"),
    DNS("dns"),
    RTSP("rtsp"),
    DIAMETER("diameter"),
    GSM_MAP("gsm-map"),
    CDR("cdr"),
    VERTO("verto"),
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
    public static NotSip of(int protocolType) {
        return switch (protocolType) {
            case 0x02 -> XMPP;
            case 0x03 -> SDP;
            case 0x04 -> RTP;
            // As JSON, and in the form of Pion.
            case 0x05, 0x3a -> RTCP;
            case 0x06 -> MGCP;
            case 0x07 -> MEGACO;
            case 0x08 -> M2UA;
            // As it is on the wire, and ISUP in it as JSON.
            case 0x09, 0x36 -> M3UA;
            case 0x0a -> IAX;
            // The specification says H322 and H321, of the same family.
            case 0x0b, 0x0c -> H323;
            case 0x0d -> M2PA;
            // MOS reports, long and short; beyond the specification those of older agents, of session border
            // controllers, and voice quality reports of phones (RFC 6035).
            case 0x22, 0x23, 0x20, 0x26, 0x63 -> QUALITY;
            case 0x32 -> SIP_JSON;
            case 0x35 -> DNS;
            case 0x37 -> RTSP;
            case 0x38 -> DIAMETER;
            case 0x39 -> GSM_MAP;
            case 0x3c -> CDR;
            case 0x3d -> VERTO;
            // Not of the specification; heplify and rtpengine send log lines so.
            case 0x64 -> LOG;
            default -> OTHER;
        };
    }
}
