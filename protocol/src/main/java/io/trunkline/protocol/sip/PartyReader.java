package io.trunkline.protocol.sip;

/** Reads the headers that name people and devices: From, To, Contact, P-Asserted-Identity. One a scanner. */
final class PartyReader {

    private static final Name TAG = Name.of("tag");
    private static final Name EXPIRES = Name.of("expires");

    /** RFC 5626 4.1 and 4.2. */
    private static final Name INSTANCE = Name.of("+sip.instance");

    private static final Name REG_ID = Name.of("reg-id");
    private static final long MAX_REG_ID = (1L << 31) - 1;

    private final Parameters parameters = new Parameters();
    private final AddressReader address = new AddressReader();
    private final UriReader uri = address.uri();

    /** Of the contact that was read last. */
    private long expires;

    private long instance;
    private long regId;

    /** Reads From (RFC 3261 20.20). */
    void readFrom(byte[] bytes, int start, int end, SipMessage message) {
        boolean found = address.read(bytes, start, end, false);
        if (found) {
            putDisplay(SipField.FROM_DISPLAY, message);
            putUri(SipField.FROM_URI, SipField.FROM_USER, SipField.FROM_HOST, message);
            readTag(SipField.FROM_TAG, bytes, end, message);
        }
        if (!found || isBroken()) {
            message.flag(SipFlag.BAD_FROM);
        }
    }

    /** Reads To (RFC 3261 20.39). */
    void readTo(byte[] bytes, int start, int end, SipMessage message) {
        boolean found = address.read(bytes, start, end, false);
        if (found) {
            putDisplay(SipField.TO_DISPLAY, message);
            putUri(SipField.TO_URI, SipField.TO_USER, SipField.TO_HOST, message);
            readTag(SipField.TO_TAG, bytes, end, message);
        }
        if (!found || isBroken()) {
            message.flag(SipFlag.BAD_TO);
        }
    }

    private boolean isBroken() {
        return address.broken() || parameters.broken();
    }

    private void putDisplay(SipField field, SipMessage message) {
        if (address.displayQuoted()) {
            message.putQuoted(field, address.displayStart(), address.displayEnd());
        } else if (address.displayEnd() > address.displayStart()) {
            message.put(field, address.displayStart(), address.displayEnd());
        }
    }

    private void putUri(SipField whole, SipField user, SipField host, SipMessage message) {
        message.put(whole, address.uriStart(), address.uriEnd());
        if (uri.hasUser()) {
            message.put(user, uri.userStart(), uri.userEnd());
        }
        if (uri.hasHost()) {
            message.put(host, uri.hostStart(), uri.hostEnd());
        }
    }

    private void readTag(SipField field, byte[] bytes, int end, SipMessage message) {
        parameters.over(bytes, address.end(), end, false);
        while (parameters.next()) {
            if (parameters.isNamed(TAG) && parameters.hasValue()) {
                message.put(field, parameters.valueStart(), parameters.valueEnd());
            }
        }
    }

    /** Reads the contacts of one Contact header (RFC 3261 20.10). */
    void readContacts(byte[] bytes, int start, int end, SipMessage message) {
        if (end - start == 1 && bytes[start] == '*') {
            message.foundContactStar();
            return;
        }
        int at = start;
        while (at < end) {
            boolean found = address.read(bytes, at, end, true);
            readContactParameters(bytes, end, message);
            if (found) {
                message.addContact(address.uriStart(), address.uriEnd(), expires, instance, regId);
            }
            if (!found || isBroken()) {
                message.flag(SipFlag.BAD_CONTACT);
            }
            at = parameters.position() + 1;
        }
    }

    private void readContactParameters(byte[] bytes, int end, SipMessage message) {
        expires = -1;
        instance = Range.ABSENT;
        regId = -1;
        parameters.over(bytes, address.end(), end, true);
        while (parameters.next()) {
            if (parameters.isNamed(EXPIRES)) {
                expires = Octets.seconds(bytes, parameters.valueStart(), parameters.valueEnd(), message);
            } else if (parameters.isNamed(INSTANCE) && parameters.valueStart() < parameters.valueEnd()) {
                instance = Range.of(parameters.valueStart(), parameters.valueEnd());
            } else if (parameters.isNamed(REG_ID)) {
                regId = Octets.number(bytes, parameters.valueStart(), parameters.valueEnd(), MAX_REG_ID);
            }
        }
    }

    /** Reads the first identity of P-Asserted-Identity (RFC 3325 9.1). */
    void readAsserted(byte[] bytes, int start, int end, SipMessage message) {
        if (address.read(bytes, start, end, true)) {
            message.put(SipField.ASSERTED_URI, address.uriStart(), address.uriEnd());
            if (uri.hasUser()) {
                message.put(SipField.ASSERTED_USER, uri.userStart(), uri.userEnd());
            }
        }
    }
}
