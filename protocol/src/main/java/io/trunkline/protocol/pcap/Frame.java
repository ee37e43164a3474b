package io.trunkline.protocol.pcap;

/** A frame as the file holds it. Filled again for each. */
final class Frame {

    /** No link has frames longer than this; a file that says otherwise is broken. */
    static final int LONGEST = 1 << 20;

    long capturedAtMicros;
    int linkType;
    byte[] bytes = new byte[2048];
    int length;
    /** Whether the capture kept the whole frame. */
    boolean whole;

    /** Makes room for a frame of this length. */
    void reserve(int needed) {
        if (bytes.length < needed) {
            bytes = new byte[Math.max(needed, bytes.length * 2)];
        }
        length = needed;
    }
}
