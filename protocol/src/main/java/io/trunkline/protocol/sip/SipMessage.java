package io.trunkline.protocol.sip;

import java.util.Set;

/** What the scanner found in a message. Made once, filled again and again. Its ranges are valid as long as the bytes that were scanned. */
public final class SipMessage {

    public SipMessage() {}

    public boolean isRequest() {
        throw new UnsupportedOperationException();
    }

    /** The request's method; of a response that of its CSeq. */
    public SipMethod method() {
        throw new UnsupportedOperationException();
    }

    /** 100 to 699 of a response; 0 of a request. */
    public int status() {
        throw new UnsupportedOperationException();
    }

    /** Number of the CSeq; -1 when there is none. */
    public long cseq() {
        throw new UnsupportedOperationException();
    }

    /** The Expires header in seconds; -1 when there is none. */
    public long expires() {
        throw new UnsupportedOperationException();
    }

    /** Session-Expires in seconds; -1. */
    public long sessionExpires() {
        throw new UnsupportedOperationException();
    }

    public int maxForwards() {
        throw new UnsupportedOperationException();
    }

    public long contentLength() {
        throw new UnsupportedOperationException();
    }

    public boolean hasRoute() {
        throw new UnsupportedOperationException();
    }

    public boolean hasRecordRoute() {
        throw new UnsupportedOperationException();
    }

    /** Cause of the Reason header with protocol Q.850; -1. */
    public int q850Cause() {
        throw new UnsupportedOperationException();
    }

    public boolean has(SipField field) {
        throw new UnsupportedOperationException();
    }

    public int start(SipField field) {
        throw new UnsupportedOperationException();
    }

    public int length(SipField field) {
        throw new UnsupportedOperationException();
    }

    /** The field as text (UTF-8, broken bytes replaced), folding undone; null when it is not there. Allocates. */
    public String text(SipField field) {
        throw new UnsupportedOperationException();
    }

    /** All contacts of all Contact headers; at most {@link #MAX_CONTACTS}. */
    public int contacts() {
        throw new UnsupportedOperationException();
    }

    public static final int MAX_CONTACTS = 32;
    /** {@code Contact: *} */
    public boolean contactIsStar() {
        throw new UnsupportedOperationException();
    }
    /** The URI of a contact without angle brackets. */
    public String contactUri(int index) {
        throw new UnsupportedOperationException();
    }
    /** Its expires parameter in seconds; -1 when there is none. */
    public long contactExpires(int index) {
        throw new UnsupportedOperationException();
    }

    /** What is wrong with the message; empty for a good one. Allocates. */
    public Set<SipFlag> flags() {
        throw new UnsupportedOperationException();
    }

    public boolean has(SipFlag flag) {
        throw new UnsupportedOperationException();
    }
}
