package io.trunkline.protocol.sip;

import java.util.Arrays;

/** Reads the values of the headers that the pipeline needs. One a scanner. */
final class HeaderReader {

    /** RFC 3261 8.1.1.5. */
    private static final long MAX_CSEQ = (1L << 31) - 1;

    private static final long MAX_LENGTH = (1L << 32) - 1;

    private static final int MAX_FORWARDS = 255;
    private static final int MAX_CAUSE = 127;
    private static final int DATE_LENGTH = 29;

    private static final Name USERNAME = Name.of("username");
    private static final Name REALM = Name.of("realm");
    private static final Name ICID_VALUE = Name.of("icid-value");
    private static final Name REMOTE = Name.of("remote");
    private static final Name CAUSE = Name.of("cause");
    private static final Name Q850 = Name.of("Q.850");

    private static final int REQUIRED = SipHeader.CALL_ID.bit()
            | SipHeader.CSEQ.bit()
            | SipHeader.FROM.bit()
            | SipHeader.TO.bit()
            | SipHeader.VIA.bit();

    private final Parameters parameters = new Parameters();
    private final PartyReader parties = new PartyReader();
    private final ViaReader via = new ViaReader();

    /** {@link SipHeader#bit} of each that was there. */
    private int seen;

    /** To be called before the first header of a message. */
    void begin() {
        seen = 0;
    }

    /** To be called behind the last header of a message: flags what every message must have (RFC 3261 8.1.1). */
    void finish(SipMessage message) {
        if ((seen & REQUIRED) == REQUIRED) {
            return;
        }
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
        if (header == SipHeader.VIA) {
            message.addVias(start, end, ViaReader.values(bytes, start, end));
        }
        boolean again = (seen & header.bit()) != 0;
        seen |= header.bit();
        if (again && !mayOccurAgain(header, message)) {
            return;
        }
        switch (header) {
            case VIA -> via.read(bytes, start, end, message);
            case FROM -> parties.readFrom(bytes, start, end, message);
            case TO -> parties.readTo(bytes, start, end, message);
            case CALL_ID -> readCallId(bytes, start, end, message);
            case CSEQ -> readCSeq(bytes, start, end, message);
            case CONTACT -> parties.readContacts(bytes, start, end, message);
            case EXPIRES -> message.expires(Octets.seconds(bytes, start, end, message));
            case MAX_FORWARDS -> readMaxForwards(bytes, start, end, message);
            case ROUTE -> message.foundRoute();
            case RECORD_ROUTE -> message.foundRecordRoute();
            case CONTENT_TYPE -> message.put(SipField.CONTENT_TYPE, start, end);
            case CONTENT_LENGTH -> readContentLength(bytes, start, end, message);
            case AUTHORIZATION ->
                readCredentials(SipField.AUTH_USERNAME, SipField.AUTH_REALM, bytes, start, end, message);
            case PROXY_AUTHORIZATION ->
                readCredentials(SipField.PROXY_AUTH_USERNAME, SipField.PROXY_AUTH_REALM, bytes, start, end, message);
            case WWW_AUTHENTICATE, PROXY_AUTHENTICATE -> readChallenge(bytes, start, end, message);
            case SESSION_EXPIRES -> readSessionExpires(bytes, start, end, message);
            case SESSION_ID -> readSessionId(bytes, start, end, message);
            case REASON -> readReason(bytes, start, end, message);
            case USER_AGENT -> message.put(SipField.USER_AGENT, start, end);
            case SERVER -> message.put(SipField.SERVER, start, end);
            case P_ASSERTED_IDENTITY -> parties.readAsserted(bytes, start, end, message);
            case P_CHARGING_VECTOR -> readChargingVector(bytes, start, end, message);
            case DATE -> readDate(bytes, start, end, message);
            case OTHER -> {
                // Only its name mattered.
            }
        }
    }

    /** Whether a header that was there before has more to say; flags those of which there must be one. */
    private static boolean mayOccurAgain(SipHeader header, SipMessage message) {
        return switch (header) {
            case CONTACT, REASON, AUTHORIZATION, PROXY_AUTHORIZATION, WWW_AUTHENTICATE, PROXY_AUTHENTICATE -> true;
            case VIA, ROUTE, RECORD_ROUTE, P_ASSERTED_IDENTITY, OTHER -> false;
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
                message.flag(SipFlag.DUPLICATE_HEADER);
                yield false;
            }
        };
    }

    private static void readSessionExpires(byte[] bytes, int start, int end, SipMessage message) {
        int numberEnd = start;
        while (numberEnd < end && Octets.isDigit(bytes[numberEnd])) {
            numberEnd++;
        }
        message.sessionExpires(Octets.seconds(bytes, start, numberEnd, message));
    }

    private static void readCallId(byte[] bytes, int start, int end, SipMessage message) {
        if (start == end) {
            message.flag(SipFlag.BAD_CALL_ID);
            return;
        }
        if (Octets.holdsSpace(bytes, start, end)) {
            message.flag(SipFlag.BAD_CALL_ID);
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
        SipMethod known = SipMethod.of(bytes, method, end);
        if (number < 0 || method == numberEnd || (known == SipMethod.OTHER && !Octets.isToken(bytes, method, end))) {
            message.flag(SipFlag.BAD_CSEQ);
        }
        if (method == end) {
            return;
        }
        message.put(SipField.CSEQ_METHOD, method, end);
        if (!message.isRequest()) {
            message.method(known);
        } else if (known != message.method()
                || (known == SipMethod.OTHER && !isRequestMethod(bytes, method, end, message))) {
            message.flag(SipFlag.CSEQ_MISMATCH);
        }
    }

    private static boolean isRequestMethod(byte[] bytes, int start, int end, SipMessage message) {
        int method = message.start(SipField.METHOD);
        return Arrays.equals(bytes, start, end, bytes, method, method + message.length(SipField.METHOD));
    }

    private static void readMaxForwards(byte[] bytes, int start, int end, SipMessage message) {
        int hops = (int) Octets.number(bytes, start, end, MAX_FORWARDS);
        message.maxForwards(hops);
        if (hops < 0) {
            message.flag(SipFlag.BAD_MAX_FORWARDS);
        }
    }

    private static void readContentLength(byte[] bytes, int start, int end, SipMessage message) {
        long length = Octets.number(bytes, start, end, MAX_LENGTH);
        message.contentLength(length);
        if (length < 0) {
            message.flag(SipFlag.BAD_LENGTH);
        }
    }

    /** {@code Sat, 21 Nov 2026 03:04:05 GMT}, no other zone (RFC 3261 20.17); told by its length, commas and colons. */
    private static void readDate(byte[] bytes, int start, int end, SipMessage message) {
        boolean good = end - start == DATE_LENGTH
                && bytes[start + 3] == ','
                && bytes[start + 19] == ':'
                && bytes[start + 22] == ':'
                && bytes[end - 3] == 'G'
                && bytes[end - 2] == 'M'
                && bytes[end - 1] == 'T';
        if (!good) {
            message.flag(SipFlag.BAD_DATE);
        }
    }

    /**
     * Reads credentials (RFC 3261 20.7). There may be several: a header each, or joined by commas, which no RFC allows
     * and some send; then a scheme without a value stands where a parameter should.
     */
    private void readCredentials(
            SipField username, SipField realm, byte[] bytes, int start, int end, SipMessage message) {
        boolean named = false;
        long asked = Range.ABSENT;
        parameters.overCredentials(bytes, pastScheme(bytes, start, end), end);
        while (parameters.next()) {
            if (!parameters.hasValue()) {
                named = false;
                asked = Range.ABSENT;
                parameters.overCredentials(bytes, parameters.position(), end);
            } else if (parameters.isNamed(USERNAME)) {
                // Of several names of one user the last counts, as it does for those who check them.
                named = message.addCredentials(
                        parameters.valueStart(), parameters.valueEnd(), parameters.quoted(), asked, named);
                putFirst(username, message);
            } else if (parameters.isNamed(REALM)) {
                asked = Range.of(parameters.valueStart(), parameters.valueEnd());
                if (named) {
                    message.realmOfLastCredentials(asked);
                }
                putFirst(realm, message);
            }
        }
    }

    private static int pastScheme(byte[] bytes, int start, int end) {
        int schemeEnd = start;
        while (schemeEnd < end && Octets.isToken(bytes[schemeEnd])) {
            schemeEnd++;
        }
        return schemeEnd;
    }

    /** Reads whose credentials are asked for (RFC 3261 20.27 and 20.44). */
    private void readChallenge(byte[] bytes, int start, int end, SipMessage message) {
        parameters.overCredentials(bytes, pastScheme(bytes, start, end), end);
        while (parameters.next()) {
            if (parameters.isNamed(REALM)) {
                putFirst(SipField.CHALLENGE_REALM, message);
                return;
            }
        }
    }

    private void putFirst(SipField field, SipMessage message) {
        if (!message.has(field)) {
            putValue(field, message);
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
            if (parameters.isNamed(ICID_VALUE)) {
                putValue(SipField.ICID, message);
            }
        }
    }

    private void readSessionId(byte[] bytes, int start, int end, SipMessage message) {
        int idEnd = Octets.find(bytes, start, end, ';');
        message.put(SipField.SESSION_ID, start, Octets.trimEnd(bytes, start, idEnd));
        parameters.over(bytes, idEnd, end, false);
        while (parameters.next()) {
            if (parameters.isNamed(REMOTE)) {
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
            boolean q850 = Q850.is(bytes, protocol, protocolEnd);
            parameters.over(bytes, protocolEnd, end, true);
            while (parameters.next()) {
                if (q850 && parameters.isNamed(CAUSE) && message.q850Cause() < 0) {
                    message.q850Cause(
                            (int) Octets.number(bytes, parameters.valueStart(), parameters.valueEnd(), MAX_CAUSE));
                }
            }
            at = parameters.position() + 1;
        }
    }
}
