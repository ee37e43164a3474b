package io.trunkline.protocol.sip;

import io.trunkline.protocol.SharedTexts;
import java.util.List;

/** Reads the top Via: {@code SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK74bf9} (RFC 3261 20.42). One a scanner. */
final class ViaReader {

    private static final Name PROTOCOL = Name.of("SIP/2.0/");
    private static final int PROTOCOL_LENGTH = 8;

    private static final Name BRANCH = Name.of("branch");
    private static final Name RECEIVED = Name.of("received");
    private static final Name RPORT = Name.of("rport");

    /** Every branch begins with this and is more (8.1.1.7); senders by RFC 2543 leave both out. */
    private static final Name MAGIC_COOKIE = Name.of("z9hG4bK");

    private final Parameters parameters = new Parameters();

    /** How many values a Via header has: they may be joined by commas (RFC 3261 7.3.1). */
    static int values(byte[] bytes, int start, int end) {
        int values = 1;
        int at = Octets.find(bytes, start, end, ',');
        while (at < end) {
            values++;
            at = Octets.find(bytes, at + 1, end, ',');
        }
        return values;
    }

    /** Adds the branch of each value of a list, empty where one has none. Allocates. */
    static void addBranches(byte[] bytes, int start, int end, List<String> branches) {
        var parameters = new Parameters();
        int value = Octets.skipSpace(bytes, start, end);
        while (value < end) {
            parameters.over(bytes, Octets.find(bytes, value, end, ';', ','), end, true);
            String branch = "";
            while (parameters.next()) {
                if (parameters.isNamed(BRANCH)) {
                    int at = parameters.valueStart();
                    branch = SharedTexts.utf8(bytes, at, parameters.valueEnd() - at);
                }
            }
            branches.add(branch);
            value = Octets.skipSpace(bytes, Math.min(end, parameters.position() + 1), end);
        }
    }

    /** Reads the value that fills the range; of a list, its first. */
    void read(byte[] bytes, int start, int end, SipMessage message) {
        int transport = transportStart(bytes, start, end);
        if (transport < 0) {
            message.flag(SipFlag.BAD_VIA);
            return;
        }
        int transportEnd = transport;
        while (transportEnd < end && Octets.isToken(bytes[transportEnd])) {
            transportEnd++;
        }
        int sentBy = Octets.skipSpace(bytes, transportEnd, end);
        int at = Octets.findDelimiter(bytes, sentBy, end);
        while (at < end && bytes[at] != ';' && bytes[at] != ',') {
            at = Octets.findDelimiter(bytes, at + 1, end);
        }
        int sentByEnd = Octets.trimEnd(bytes, sentBy, at);
        message.put(SipField.VIA_TRANSPORT, transport, transportEnd);
        message.put(SipField.VIA_SENT_BY, sentBy, sentByEnd);
        boolean good = transport < transportEnd && transportEnd < sentBy && sentBy < sentByEnd;
        if (!readParameters(bytes, at, end, message) || !good) {
            message.flag(SipFlag.BAD_VIA);
        }
    }

    /** Where the transport begins, behind {@code SIP/2.0/}, which may have spaces in it; -1 when it is not there. */
    private static int transportStart(byte[] bytes, int start, int end) {
        if (PROTOCOL.begins(bytes, start, end)) {
            return Octets.skipSpace(bytes, start + PROTOCOL_LENGTH, end);
        }
        int version = pastSlash(bytes, start, end);
        int transport = version < 0 ? -1 : pastSlash(bytes, version, end);
        return transport < 0 ? -1 : Octets.skipSpace(bytes, transport, end);
    }

    /** Past a token and the slash behind it, with spaces around either; -1 when they are not there. */
    private static int pastSlash(byte[] bytes, int start, int end) {
        int token = Octets.skipSpace(bytes, start, end);
        int at = token;
        while (at < end && Octets.isToken(bytes[at])) {
            at++;
        }
        int slash = Octets.skipSpace(bytes, at, end);
        return at > token && slash < end && bytes[slash] == '/' ? slash + 1 : -1;
    }

    private boolean readParameters(byte[] bytes, int start, int end, SipMessage message) {
        parameters.over(bytes, start, end, true);
        while (parameters.next()) {
            int value = parameters.valueStart();
            int valueEnd = parameters.valueEnd();
            if (parameters.isNamed(BRANCH)) {
                message.put(SipField.VIA_BRANCH, value, valueEnd);
                if (MAGIC_COOKIE.is(bytes, value, valueEnd)) {
                    message.flag(SipFlag.BAD_BRANCH);
                }
            } else if (parameters.isNamed(RECEIVED)) {
                message.put(SipField.VIA_RECEIVED, value, valueEnd);
            } else if (parameters.isNamed(RPORT)) {
                message.put(SipField.VIA_RPORT, value, valueEnd);
            }
        }
        return !parameters.broken();
    }
}
