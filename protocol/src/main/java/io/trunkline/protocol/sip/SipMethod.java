package io.trunkline.protocol.sip;

/** Methods, and {@link #OTHER} for all that are not registered here. Names are case-sensitive (RFC 3261 7.1). */
public enum SipMethod {
    /** RFC 3261. */
    INVITE,
    /** RFC 3261. */
    ACK,
    /** RFC 3261. */
    BYE,
    /** RFC 3261. */
    CANCEL,
    /** RFC 3261. */
    REGISTER,
    /** RFC 3261. */
    OPTIONS,
    /** RFC 3262. */
    PRACK,
    /** RFC 6665. */
    SUBSCRIBE,
    /** RFC 6665. */
    NOTIFY,
    /** RFC 3903. */
    PUBLISH,
    /** RFC 6086. */
    INFO,
    /** RFC 3515. */
    REFER,
    /** RFC 3428. */
    MESSAGE,
    /** RFC 3311. */
    UPDATE,
    /** Any other. */
    OTHER;

    /** The method whose name fills the range. */
    static SipMethod of(byte[] bytes, int start, int end) {
        return switch (end - start) {
            case 3 -> isName(bytes, start, ACK) ? ACK : isName(bytes, start, BYE) ? BYE : OTHER;
            case 4 -> isName(bytes, start, INFO) ? INFO : OTHER;
            case 5 -> isName(bytes, start, REFER) ? REFER : isName(bytes, start, PRACK) ? PRACK : OTHER;
            case 6 ->
                switch (bytes[start]) {
                    case 'I' -> isName(bytes, start, INVITE) ? INVITE : OTHER;
                    case 'C' -> isName(bytes, start, CANCEL) ? CANCEL : OTHER;
                    case 'N' -> isName(bytes, start, NOTIFY) ? NOTIFY : OTHER;
                    case 'U' -> isName(bytes, start, UPDATE) ? UPDATE : OTHER;
                    default -> OTHER;
                };
            case 7 ->
                switch (bytes[start]) {
                    case 'O' -> isName(bytes, start, OPTIONS) ? OPTIONS : OTHER;
                    case 'P' -> isName(bytes, start, PUBLISH) ? PUBLISH : OTHER;
                    case 'M' -> isName(bytes, start, MESSAGE) ? MESSAGE : OTHER;
                    default -> OTHER;
                };
            case 8 -> isName(bytes, start, REGISTER) ? REGISTER : OTHER;
            case 9 -> isName(bytes, start, SUBSCRIBE) ? SUBSCRIBE : OTHER;
            default -> OTHER;
        };
    }

    private static boolean isName(byte[] bytes, int start, SipMethod method) {
        String name = method.name();
        for (int i = 0; i < name.length(); i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
