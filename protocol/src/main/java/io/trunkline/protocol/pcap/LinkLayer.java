package io.trunkline.protocol.pcap;

/** Finds the IP packet in a frame, by the numbers of tcpdump.org's list of link types. */
final class LinkLayer {

    /** No link type. */
    static final int UNKNOWN = -1;

    /** The frame holds no IP packet that could be found. */
    static final int NO_IP = -1;
    /** The frame ends within its own header. */
    static final int TOO_SHORT = -2;
    /** The link type is not one of those here. */
    static final int UNKNOWN_LINK = -3;

    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_COOKED = 113;
    private static final int RAW_IPV4 = 228;
    private static final int RAW_IPV6 = 229;
    private static final int LINUX_COOKED_2 = 276;

    private static final int ETHER_IPV4 = 0x0800;
    private static final int ETHER_IPV6 = 0x86dd;
    private static final int ETHER_VLAN = 0x8100;
    private static final int ETHER_QINQ = 0x88a8;
    private static final int ETHER_QINQ_OLD = 0x9100;

    private static final int ETHERNET_TYPE = 12;
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_TYPE = 14;
    private static final int COOKED_HEADER = 16;
    private static final int COOKED_2_HEADER = 20;
    private static final int ADDRESS_FAMILY = 4;
    private static final int VLAN_TAG = 4;

    private LinkLayer() {}

    /** The offset of the IP packet, or {@link #NO_IP}, {@link #TOO_SHORT}, {@link #UNKNOWN_LINK}. */
    static int ipOffset(Frame frame) {
        return switch (frame.linkType) {
            case ETHERNET -> afterEtherType(frame, ETHERNET_TYPE, ETHERNET_HEADER);
            case LINUX_COOKED -> afterEtherType(frame, COOKED_TYPE, COOKED_HEADER);
            case LINUX_COOKED_2 -> afterEtherType(frame, 0, COOKED_2_HEADER);
            // The family's number depends on the system that captured; the IP header itself says which IP it is.
            case NULL, LOOP -> frame.length > ADDRESS_FAMILY ? ADDRESS_FAMILY : TOO_SHORT;
            case RAW, RAW_BSD, RAW_OPENBSD, RAW_IPV4, RAW_IPV6 -> frame.length > 0 ? 0 : TOO_SHORT;
            default -> UNKNOWN_LINK;
        };
    }

    /** Steps over VLAN tags, of which a frame may have several. */
    private static int afterEtherType(Frame frame, int typeOffset, int headerLength) {
        if (frame.length < headerLength) {
            return TOO_SHORT;
        }
        int type = Bytes.u16(frame.bytes, typeOffset);
        int at = headerLength;
        while (type == ETHER_VLAN || type == ETHER_QINQ || type == ETHER_QINQ_OLD) {
            if (frame.length < at + VLAN_TAG) {
                return TOO_SHORT;
            }
            type = Bytes.u16(frame.bytes, at + 2);
            at += VLAN_TAG;
        }
        if (type != ETHER_IPV4 && type != ETHER_IPV6) {
            return NO_IP;
        }
        return frame.length > at ? at : TOO_SHORT;
    }
}
