package io.trunkline.protocol.sip;

import java.util.Arrays;

/** Reads the values of the headers that the pipeline needs. One a scanner. */
final class HeaderReader {

    /** RFC 3261 8.1.1.5. */
    private static final long MAX_CSEQ = (1L << 31) - 1;

    /** RFC 3261 20.19. */
    private static final long MAX_SECONDS = (1L << 32) - 1;

    private static final int MAX_FORWARDS = 255;
    private static final int MAX_CAUSE = 127;
    private static final int DATE_LENGTH = 29;

    /** Every branch begins with {@code z9hG4bK}, and is more than that (RFC 3261 8.1.1.7); older senders leave both out. */
    private static final byte[] MAGIC_COOKIE = {'z', '9', 'h', 'G', '4', 'b', 'K'};

    private final Parameters parameters = new Parameters();
    private final AddressReader address = new AddressReader();
    private final UriReader uri = new UriReader();

    /** {@link SipHeader#bit} of each that was there. */
    private int seen;

    /** To be called before the first header of a message. */
    void begin() {
        seen = 0;
    }

    /** To be called behind the last header of a message: flags what every message must have (RFC 3261 8.1.1). */
    void finish(SipMessage message) {
        flagWithout(SipHeader.CALL_ID, SipFlag.NO_CALL_ID, message);
        flagWithout(SipHeader.CSEQ, SipFlag.NO_CSEQ, message);
        flagWithout(SipHeader.FROM, SipFlag.NO_FROM, message);
        flagWithout(SipHeader.TO, SipFlag.NO_TO, message);
        flagWithout(SipHeader.VIA, SipFlag.NO_VIA, message);
    }

    private void flagWithout(SipHeader header, SipFlag flag, SipMessage message) {
        if ((seen & header.bit()) == 0) {
            message.flag(flag);
        }
    }

    /** Reads the value that fills the range, without spaces at its ends. */
    void read(SipHeader header, byte[] bytes, int start, int end, SipMessage message) {
        boolean first = (seen & header.bit()) == 0;
        seen |= header.bit();
        switch (header) {
            case CONTACT -> readContacts(bytes, start, end, message);
            case ROUTE -> message.foundRoute();
            case RECORD_ROUTE -> message.foundRecordRoute();
            case REASON -> readReason(bytes, start, end, message);
            case VIA -> {
                if (first) {
                    readVia(bytes, start, end, message);
                }
            }
            case P_ASSERTED_IDENTITY -> {
                if (first) {
                    readAsserted(bytes, start, end, message);
                }
            }
            case AUTHORIZATION -> {
                if (first) {
                    readCredentials(SipField.AUTH_USERNAME, SipField.AUTH_REALM, bytes, start, end, message);
                }
            }
            case PROXY_AUTHORIZATION -> {
                if (first) {
                    readCredentials(
                            SipField.PROXY_AUTH_USERNAME, SipField.PROXY_AUTH_REALM, bytes, start, end, message);
                }
            }
            case FROM,
                    TO,
                    CALL_ID,
                    CSEQ,
                    EXPIRES,
                    MAX_FORWARDS,
                    CONTENT_TYPE,
                    CONTENT_LENGTH,
                    SESSION_EXPIRES,
                    SESSION_ID,
                    USER_AGENT,
                    SERVER,
                    P_CHARGING_VECTOR,
                    DATE -> {
                if (first) {
                    readSingle(header, bytes, start, end, message);
                } else {
                    message.flag(SipFlag.DUPLICATE_HEADER);
                }
            }
            case OTHER -> {
                // Only its name mattered.
            }
        }
    }

    /** The headers of which a message has one at most. */
    private void readSingle(SipHeader header, byte[] bytes, int start, int end, SipMessage message) {
        switch (header) {
            case FROM -> readFrom(bytes, start, end, message);
            case TO -> readTo(bytes, start, end, message);
            case CALL_ID -> readCallId(bytes, start, end, message);
            case CSEQ -> readCSeq(bytes, start, end, message);
            case EXPIRES -> message.expires(seconds(bytes, start, end, message));
            case MAX_FORWARDS -> readMaxForwards(bytes, start, end, message);
            case CONTENT_TYPE -> message.put(SipField.CONTENT_TYPE, start, end);
            case CONTENT_LENGTH -> readContentLength(bytes, start, end, message);
            case SESSION_EXPIRES -> {
                int numberEnd = start;
                while (numberEnd < end && Octets.isDigit(bytes[numberEnd])) {
                    numberEnd++;
                }
                message.sessionExpires(seconds(bytes, start, numberEnd, message));
            }
            case SESSION_ID -> readSessionId(bytes, start, end, message);
            case USER_AGENT -> message.put(SipField.USER_AGENT, start, end);
            case SERVER -> message.put(SipField.SERVER, start, end);
            case P_CHARGING_VECTOR -> readChargingVector(bytes, start, end, message);
            case DATE -> {
                if (!isDate(bytes, start, end)) {
                    message.flag(SipFlag.BAD_DATE);
                }
            }
            default -> throw new IllegalArgumentException(header + " may occur more than once");
        }
    }

    private void readFrom(byte[] bytes, int start, int end, SipMessage message) {
        if (!readParty(
                bytes,
                start,
                end,
                SipField.FROM_DISPLAY,
                SipField.FROM_URI,
                SipField.FROM_USER,
                SipField.FROM_HOST,
                SipField.FROM_TAG,
                message)) {
            message.flag(SipFlag.BAD_FROM);
        }
    }

    private void readTo(byte[] bytes, int start, int end, SipMessage message) {
        if (!readParty(
                bytes,
                start,
                end,
                SipField.TO_DISPLAY,
                SipField.TO_URI,
                SipField.TO_USER,
                SipField.TO_HOST,
                SipField.TO_TAG,
                message)) {
            message.flag(SipFlag.BAD_TO);
        }
    }

    private boolean readParty(
            byte[] bytes,
            int start,
            int end,
            SipField displayField,
            SipField uriField,
            SipField userField,
            SipField hostField,
            SipField tagField,
            SipMessage message) {
        if (!address.read(bytes, start, end, false)) {
            return false;
        }
        if (address.displayQuoted()) {
            message.putQuoted(displayField, address.displayStart(), address.displayEnd());
        } else if (address.displayEnd() > address.displayStart()) {
            message.put(displayField, address.displayStart(), address.displayEnd());
        }
        message.put(uriField, address.uriStart(), address.uriEnd());
        boolean good = uri.read(bytes, address.uriStart(), address.uriEnd()) && !address.broken();
        if (uri.hasUser()) {
            message.put(userField, uri.userStart(), uri.userEnd());
        }
        if (uri.hasHost()) {
            message.put(hostField, uri.hostStart(), uri.hostEnd());
        }
        parameters.over(bytes, address.end(), end, false);
        while (parameters.next()) {
            if (parameters.isNamed("tag") && parameters.hasValue()) {
                message.put(tagField, parameters.valueStart(), parameters.valueEnd());
            }
        }
        return good && !parameters.broken();
    }

    private static void readCallId(byte[] bytes, int start, int end, SipMessage message) {
        if (start == end) {
            message.flag(SipFlag.BAD_CALL_ID);
            return;
        }
        for (int i = start; i < end; i++) {
            if (Octets.isSpace(bytes[i])) {
                message.flag(SipFlag.BAD_CALL_ID);
            }
        }
        message.put(SipField.CALL_ID, start, end);
    }

    private static void readCSeq(byte[] bytes, int start, int end, SipMessage message) {
        int numberEnd = start;
        while (numberEnd < end && Octets.isDigit(bytes[numberEnd])) {
            numberEnd++;
        }
        long number = Octets.number(bytes, start, numberEnd, MAX_CSEQ);
        message.cseq(number);
        int method = Octets.skipSpace(bytes, numberEnd, end);
        if (number < 0 || method == numberEnd || !Octets.isToken(bytes, method, end)) {
            message.flag(SipFlag.BAD_CSEQ);
        }
        if (method == end) {
            return;
        }
        message.put(SipField.CSEQ_METHOD, method, end);
        if (!message.isRequest()) {
            message.method(SipMethod.of(bytes, method, end));
        } else if (!isRequestMethod(bytes, method, end, message)) {
            message.flag(SipFlag.CSEQ_MISMATCH);
        }
    }

    private static boolean isRequestMethod(byte[] bytes, int start, int end, SipMessage message) {
        int method = message.start(SipField.METHOD);
        return Arrays.equals(bytes, start, end, bytes, method, method + message.length(SipField.METHOD));
    }

    private static long seconds(byte[] bytes, int start, int end, SipMessage message) {
        long seconds = Octets.number(bytes, start, end, MAX_SECONDS);
        if (seconds < 0) {
            message.flag(SipFlag.BAD_EXPIRES);
        }
        return seconds;
    }

    private static void readMaxForwards(byte[] bytes, int start, int end, SipMessage message) {
        int hops = (int) Octets.number(bytes, start, end, MAX_FORWARDS);
        message.maxForwards(hops);
        if (hops < 0) {
            message.flag(SipFlag.BAD_MAX_FORWARDS);
        }
    }

    private static void readContentLength(byte[] bytes, int start, int end, SipMessage message) {
        long length = Octets.number(bytes, start, end, MAX_SECONDS);
        message.contentLength(length);
        if (length < 0) {
            message.flag(SipFlag.BAD_LENGTH);
        }
    }

    /** {@code Sat, 21 Nov 2026 03:04:05 GMT}, no other zone (RFC 3261 20.17); told by its length, commas and colons. */
    private static boolean isDate(byte[] bytes, int start, int end) {
        return end - start == DATE_LENGTH
                && bytes[start + 3] == ','
                && bytes[start + 19] == ':'
                && bytes[start + 22] == ':'
                && bytes[end - 3] == 'G'
                && bytes[end - 2] == 'M'
                && bytes[end - 1] == 'T';
    }

    private void readVia(byte[] bytes, int start, int end, SipMessage message) {
        int at = pastSlash(bytes, start, end);
        at = at < 0 ? -1 : pastSlash(bytes, at, end);
        if (at < 0) {
            message.flag(SipFlag.BAD_VIA);
            return;
        }
        int transport = Octets.skipSpace(bytes, at, end);
        int transportEnd = transport;
        while (transportEnd < end && Octets.isToken(bytes[transportEnd])) {
            transportEnd++;
        }
        int sentBy = Octets.skipSpace(bytes, transportEnd, end);
        int sentByEnd = sentBy;
        while (sentByEnd < end && bytes[sentByEnd] != ';' && bytes[sentByEnd] != ',') {
            sentByEnd++;
        }
        int parametersStart = sentByEnd;
        sentByEnd = Octets.trimEnd(bytes, sentBy, sentByEnd);
        message.put(SipField.VIA_TRANSPORT, transport, transportEnd);
        message.put(SipField.VIA_SENT_BY, sentBy, sentByEnd);
        boolean good = transport < transportEnd && transportEnd < sentBy && sentBy < sentByEnd;
        readViaParameters(bytes, parametersStart, end, message);
        if (!good || parameters.broken()) {
            message.flag(SipFlag.BAD_VIA);
        }
        int branch = message.start(SipField.VIA_BRANCH);
        if (Arrays.equals(
                bytes, branch, branch + message.length(SipField.VIA_BRANCH), MAGIC_COOKIE, 0, MAGIC_COOKIE.length)) {
            message.flag(SipFlag.BAD_BRANCH);
        }
    }

    private void readViaParameters(byte[] bytes, int start, int end, SipMessage message) {
        parameters.over(bytes, start, end, true);
        while (parameters.next()) {
            SipField field = parameters.isNamed("branch")
                    ? SipField.VIA_BRANCH
                    : parameters.isNamed("received")
                            ? SipField.VIA_RECEIVED
                            : parameters.isNamed("rport") ? SipField.VIA_RPORT : null;
            if (field != null) {
                message.put(field, parameters.valueStart(), parameters.valueEnd());
            }
        }
    }

    /** Past a token and the slash behind it, with spaces around either; -1 when they are not there. */
    private static int pastSlash(byte[] bytes, int start, int end) {
        int at = Octets.skipSpace(bytes, start, end);
        int token = at;
        while (at < end && Octets.isToken(bytes[at])) {
            at++;
        }
        int slash = Octets.skipSpace(bytes, at, end);
        return at > token && slash < end && bytes[slash] == '/' ? slash + 1 : -1;
    }

    private void readContacts(byte[] bytes, int start, int end, SipMessage message) {
        if (end - start == 1 && bytes[start] == '*') {
            message.foundContactStar();
            return;
        }
        int at = start;
        while (at < end) {
            if (!address.read(bytes, at, end, true)
                    || !uri.read(bytes, address.uriStart(), address.uriEnd())
                    || address.broken()) {
                message.flag(SipFlag.BAD_CONTACT);
            }
            parameters.over(bytes, address.end(), end, true);
            long expires = -1;
            while (parameters.next()) {
                if (parameters.isNamed("expires")) {
                    expires = seconds(bytes, parameters.valueStart(), parameters.valueEnd(), message);
                }
            }
            if (parameters.broken()) {
                message.flag(SipFlag.BAD_CONTACT);
            }
            if (address.uriStart() < address.uriEnd()) {
                message.addContact(address.uriStart(), address.uriEnd(), expires);
            }
            at = parameters.position() + 1;
        }
    }

    private void readAsserted(byte[] bytes, int start, int end, SipMessage message) {
        if (address.read(bytes, start, end, true)) {
            message.put(SipField.ASSERTED_URI, address.uriStart(), address.uriEnd());
            if (uri.read(bytes, address.uriStart(), address.uriEnd()) && uri.hasUser()) {
                message.put(SipField.ASSERTED_USER, uri.userStart(), uri.userEnd());
            }
        }
    }

    private void readCredentials(
            SipField username, SipField realm, byte[] bytes, int start, int end, SipMessage message) {
        int schemeEnd = start;
        while (schemeEnd < end && Octets.isToken(bytes[schemeEnd])) {
            schemeEnd++;
        }
        parameters.overCredentials(bytes, schemeEnd, end);
        while (parameters.next()) {
            SipField field = parameters.isNamed("username") ? username : parameters.isNamed("realm") ? realm : null;
            if (field != null) {
                putValue(field, message);
            }
        }
    }

    private void putValue(SipField field, SipMessage message) {
        if (parameters.quoted()) {
            message.putQuoted(field, parameters.valueStart(), parameters.valueEnd());
        } else {
            message.put(field, parameters.valueStart(), parameters.valueEnd());
        }
    }

    private void readChargingVector(byte[] bytes, int start, int end, SipMessage message) {
        parameters.overValue(bytes, start, end);
        while (parameters.next()) {
            if (parameters.isNamed("icid-value")) {
                putValue(SipField.ICID, message);
            }
        }
    }

    private void readSessionId(byte[] bytes, int start, int end, SipMessage message) {
        int idEnd = Octets.find(bytes, start, end, ';');
        message.put(SipField.SESSION_ID, start, Octets.trimEnd(bytes, start, idEnd));
        parameters.over(bytes, idEnd, end, false);
        while (parameters.next()) {
            if (parameters.isNamed("remote")) {
                message.put(SipField.SESSION_ID_REMOTE, parameters.valueStart(), parameters.valueEnd());
            }
        }
    }

    private void readReason(byte[] bytes, int start, int end, SipMessage message) {
        if (!message.has(SipField.REASON)) {
            message.put(SipField.REASON, start, end);
        }
        int at = start;
        while (at < end) {
            int protocol = Octets.skipSpace(bytes, at, end);
            int protocolEnd = protocol;
            while (protocolEnd < end && Octets.isToken(bytes[protocolEnd])) {
                protocolEnd++;
            }
            boolean q850 = Octets.isName(bytes, protocol, protocolEnd, "q.850");
            parameters.over(bytes, protocolEnd, end, true);
            while (parameters.next()) {
                if (q850 && parameters.isNamed("cause") && message.q850Cause() < 0) {
                    message.q850Cause(
                            (int) Octets.number(bytes, parameters.valueStart(), parameters.valueEnd(), MAX_CAUSE));
                }
            }
            at = parameters.position() + 1;
        }
    }
}
