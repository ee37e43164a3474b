package io.trunkline.protocol.sip;

import java.nio.ByteBuffer;

/** Scans SIP messages. One a thread. */
public final class SipScanner {

    public SipScanner() {}

    /**
     * Scans the message that fills the range. Never throws on what is in it; what is wrong is in {@link SipMessage#flags()}.
     *
     * @param message filled with what was found, whatever it held before
     * @return false when the range does not begin with a SIP start line: nothing else is then known of it
     */
    public boolean scan(byte[] bytes, int offset, int length, SipMessage message) {
        throw new UnsupportedOperationException();
    }

    /** As above, from a heap or direct buffer's position to its limit, neither of which moves. */
    public boolean scan(ByteBuffer buffer, SipMessage message) {
        throw new UnsupportedOperationException();
    }
}
