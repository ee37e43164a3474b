package io.trunkline.protocol.sip;

/** What can be wrong with a message that is nevertheless kept. */
public enum SipFlag {
    BAD_START_LINE,
    NO_CALL_ID,
    BAD_CSEQ,
    BAD_FROM,
    BAD_TO,
    BAD_VIA,
    BAD_CONTACT,
    BAD_LENGTH
}
