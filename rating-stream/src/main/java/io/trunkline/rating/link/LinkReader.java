package io.trunkline.rating.link;

import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads from a message what its leg may share with others. Only INVITEs that start a call are looked at, and what answers
 * them with a Session-ID; of all others nothing is allocated. One a thread.
 */
public final class LinkReader {

    private static final int FIRST_RINGING = 101;
    private static final int FIRST_FAILURE = 300;

    /** What is shorter is a number or a word that many bear; what is longer, nobody's identifier. */
    private static final int SHORTEST = 4;

    private static final int LONGEST = 256;

    /** RFC 7989, 5: 32 lower-case hexadecimal digits; the nil UUID, all zeros, says that there is none. */
    private static final Pattern UUID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    /**
     * The Call-ID of another leg is this one's without the suffix: {@code _b2b-1}, {@code -leg2} or {@code _leg2}, at its
     * end or before its {@code @}.
     */
    private static final Pattern SUFFIXED = Pattern.compile("([^@]+)(?:_b2b-|[-_]leg)[0-9]{1,3}(@.*)?");

    private static final byte[][] SUFFIXES = Stream.of("_b2b-", "-leg", "_leg")
            .map(suffix -> suffix.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final boolean sessionId;
    private final boolean chargingVector;
    private final List<String> whole;

    /** A reader by these rules. */
    public LinkReader(LinkRules rules) {
        sessionId = rules.sessionId();
        chargingVector = rules.chargingVector();
        whole = rules.whole();
    }

    /** The headers that the scanner must look for besides: those that it does not read itself. */
    public List<String> extraHeaders() {
        return whole;
    }

    /**
     * What a message says of its leg; nothing for most.
     *
     * @param sip scanned with {@link #extraHeaders}
     */
    public List<SharedValue> read(HepPacket packet, SipMessage sip) {
        if (sip.method() != SipMethod.INVITE) {
            return List.of();
        }
        if (!sip.isRequest()) {
            boolean says = sessionId
                    && sip.has(SipField.SESSION_ID)
                    && sip.status() >= FIRST_RINGING
                    && sip.status() < FIRST_FAILURE;
            return says ? addSessionIds(sip, new ArrayList<>()) : List.of();
        }
        return sip.has(SipField.TO_TAG) ? List.of() : ofInvite(packet, sip);
    }

    private List<SharedValue> ofInvite(HepPacket packet, SipMessage sip) {
        String correlationId = packet.correlationId();
        boolean suffixed = hasSuffix(sip);
        if (correlationId == null && !suffixed && !bearsHeader(sip)) {
            return List.of();
        }
        var values = new ArrayList<SharedValue>();
        String callId = sip.callId();
        addName(correlationId, LinkRules.CORRELATION_ID, callId, values);
        for (int i = 0; i < whole.size(); i++) {
            addName(sip.extra(i), whole.get(i), callId, values);
        }
        if (chargingVector && sip.has(SipField.ICID)) {
            add(new SharedValue(sip.text(SipField.ICID).strip(), LinkRules.CHARGING_VECTOR, false), values);
        }
        if (sessionId && sip.has(SipField.SESSION_ID)) {
            addSessionIds(sip, values);
        }
        Matcher base = SUFFIXED.matcher(callId);
        if (suffixed && base.matches()) {
            addName(base.group(1) + (base.group(2) == null ? "" : base.group(2)), LinkRules.SUFFIX, callId, values);
        }
        return values;
    }

    private boolean bearsHeader(SipMessage sip) {
        boolean bears = (chargingVector && sip.has(SipField.ICID)) || (sessionId && sip.has(SipField.SESSION_ID));
        for (int i = 0; !bears && i < whole.size(); i++) {
            bears = sip.extra(i) != null;
        }
        return bears;
    }

    /** Where a leg names the other one's Call-ID. Its own says nothing that is not known. */
    private static void addName(String value, String by, String ownCallId, List<SharedValue> values) {
        if (value != null && !value.strip().equals(ownCallId)) {
            add(new SharedValue(value.strip(), by, true), values);
        }
    }

    /** RFC 7989, 6 and 7: both sides' identifiers; who answers swaps local and remote. */
    private static List<SharedValue> addSessionIds(SipMessage sip, List<SharedValue> values) {
        for (SipField field : List.of(SipField.SESSION_ID, SipField.SESSION_ID_REMOTE)) {
            String uuid = sip.has(field) ? sip.text(field).toLowerCase(Locale.ROOT) : "";
            if (UUID.matcher(uuid).matches()) {
                add(new SharedValue(uuid, LinkRules.SESSION_ID, false), values);
            }
        }
        return values;
    }

    private static void add(SharedValue value, List<SharedValue> values) {
        int length = value.value().length();
        if (length >= SHORTEST && length <= LONGEST && !values.contains(value)) {
            values.add(value);
        }
    }

    /** Whether digits, and one of the suffixes before them, end the Call-ID or what is before its {@code @}. */
    private static boolean hasSuffix(SipMessage sip) {
        byte[] bytes = sip.bytes();
        int start = sip.start(SipField.CALL_ID);
        int end = start + sip.length(SipField.CALL_ID);
        int at = start;
        while (at < end && bytes[at] != '@') {
            at++;
        }
        int digits = at;
        while (digits > start && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
            digits--;
        }
        if (digits == at) {
            return false;
        }
        for (byte[] suffix : SUFFIXES) {
            int from = digits - suffix.length;
            boolean same = from > start;
            for (int i = 0; same && i < suffix.length; i++) {
                same = bytes[from + i] == suffix[i];
            }
            if (same) {
                return true;
            }
        }
        return false;
    }
}
