package io.trunkline.protocol.sip;

/** Methods, and {@link #OTHER} for all that are not registered here. */
public enum SipMethod {
    INVITE,
    ACK,
    BYE,
    CANCEL,
    REGISTER,
    OPTIONS,
    PRACK,
    SUBSCRIBE,
    NOTIFY,
    PUBLISH,
    INFO,
    REFER,
    MESSAGE,
    UPDATE,
    OTHER
}
