package io.trunkline.protocol.sip;

/** Reads the headers that name people and devices: From, To, Contact, P-Asserted-Identity. One a scanner. */
final class PartyReader {

    private static final Name TAG = Name.of("tag");
    private static final Name EXPIRES = Name.of("expires");

    private final Parameters parameters = new Parameters();
    private final AddressReader address = new AddressReader();
    private final UriReader uri = address.uri();

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
            long expires = readExpires(bytes, end, message);
            if (found) {
                message.addContact(address.uriStart(), address.uriEnd(), expires);
            }
            if (!found || isBroken()) {
                message.flag(SipFlag.BAD_CONTACT);
            }
            at = parameters.position() + 1;
        }
    }

    private long readExpires(byte[] bytes, int end, SipMessage message) {
        long expires = -1;
        parameters.over(bytes, address.end(), end, true);
        while (parameters.next()) {
            if (parameters.isNamed(EXPIRES)) {
                expires = Octets.seconds(bytes, parameters.valueStart(), parameters.valueEnd(), message);
            }
        }
        return expires;
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
