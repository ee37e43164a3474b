package io.trunkline.protocol.sip;

import io.trunkline.protocol.SharedTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the scanner found in a message. Made once, filled again and again. Its ranges are valid as long as the
 * bytes that were scanned. Not for use by several threads at once.
 */
public final class SipMessage {

    /** So many contacts of one message are kept: more devices do not share an address of record. */
    public static final int MAX_CONTACTS = 512;

    /** Most messages have one contact; the room for more is made when they come. */
    private static final int USUAL_CONTACTS = 8;

    /** So many credentials of one message are kept. */
    public static final int MAX_CREDENTIALS = 32;

    /** So many Via headers of one message are remembered; all are counted. */
    public static final int MAX_VIA_HEADERS = 32;

    /** So many media of one session description are found. */
    public static final int MAX_MEDIA = 32;

    private static final int NOT_LOOKED_FOR = -1;

    /** What Java puts in place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final SipField[] FIELDS = SipField.values();
    private static final SipFlag[] FLAGS = SipFlag.values();
    private static final byte[] NOTHING = {};
    private static final Name TEL = Name.of("tel:");
    private static final Pattern FOLD = Pattern.compile("[ \\t]*\\r?\\n[ \\t]+");

    /** A {@link Range} for each field; those below are ranges too. */
    private final long[] ranges = new long[FIELDS.length];

    private long[] contactUris = new long[USUAL_CONTACTS];
    private long[] contactExpires = new long[USUAL_CONTACTS];
    private long[] contactInstances = new long[USUAL_CONTACTS];
    private long[] contactRegIds = new long[USUAL_CONTACTS];

    private final long[] credentials = new long[MAX_CREDENTIALS];
    private final long[] credentialRealms = new long[MAX_CREDENTIALS];

    private final long[] mediaLines = new long[MAX_MEDIA];
    private final long[] mediaConnections = new long[MAX_MEDIA];

    private byte[] bytes = NOTHING;

    /** {@link SipField#bit} of each field that is there. */
    private long present;

    /** Fields that stood in quotes, with a backslash before what could be mistaken; bits as above. */
    private long quoted;

    /** {@link SipFlag#bit} of each. */
    private long flags;

    private SipMethod method = SipMethod.OTHER;
    private boolean request;
    private int status;
    private long cseq;
    private long expires;
    private long sessionExpires;
    private int maxForwards;
    private long contentLength;
    private boolean route;
    private boolean recordRoute;
    private int q850Cause;
    private final long[] viaValues = new long[MAX_VIA_HEADERS];

    private int vias;
    private int viaHeaders;
    private int credentialCount;

    /** Which user names of credentials stood in quotes, a bit each. */
    private int credentialsQuoted;

    private int contacts;
    private boolean contactStar;
    private int media;
    private long[] extras = {};

    /** A message of which nothing is known. */
    public SipMessage() {
        clear(NOTHING, 0);
    }

    /** Forgets everything; what is set next is in these bytes. */
    void clear(byte[] newBytes, int extraHeaders) {
        bytes = newBytes;
        present = 0;
        quoted = 0;
        flags = 0;
        method = SipMethod.OTHER;
        request = false;
        status = 0;
        cseq = -1;
        expires = -1;
        sessionExpires = -1;
        maxForwards = -1;
        contentLength = -1;
        route = false;
        recordRoute = false;
        q850Cause = -1;
        vias = 0;
        viaHeaders = 0;
        credentialCount = 0;
        credentialsQuoted = 0;
        contacts = 0;
        contactStar = false;
        media = NOT_LOOKED_FOR;
        if (extras.length != extraHeaders) {
            extras = new long[extraHeaders];
        }
        for (int i = 0; i < extraHeaders; i++) {
            extras[i] = Range.ABSENT;
        }
    }

    /** The bytes that were scanned: of the caller, or of the scanner. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether it is a request, not a response. */
    public boolean isRequest() {
        return request;
    }

    /** The request's method; of a response that of its CSeq. */
    public SipMethod method() {
        return method;
    }

    /** 100 to 699 of a response; 0 of a request, and of a response whose status cannot be read. */
    public int status() {
        return status;
    }

    /** Number of the CSeq; -1 when there is none. */
    public long cseq() {
        return cseq;
    }

    /** The Expires header in seconds; -1 when there is none that can be read. */
    public long expires() {
        return expires;
    }

    /** Session-Expires (RFC 4028) in seconds; -1 when there is none that can be read. */
    public long sessionExpires() {
        return sessionExpires;
    }

    /** Max-Forwards, 0 to 255; -1 when there is none that can be read. */
    public int maxForwards() {
        return maxForwards;
    }

    /** Content-Length in bytes as it is claimed; -1 when there is none that can be read. */
    public long contentLength() {
        return contentLength;
    }

    /** How many Via values there are: one for each hop so far (RFC 3261 18.1.1 and 16.6). */
    public int vias() {
        return vias;
    }

    /**
     * The branches of all Via values, the last hop's first: each proxy puts its own on top of those that it found
     * (RFC 3261 16.6). Empty where a value has none; of at most {@link #MAX_VIA_HEADERS} headers. Allocates.
     */
    public List<String> viaBranches() {
        var branches = new ArrayList<String>(vias);
        for (int i = 0; i < viaHeaders; i++) {
            ViaReader.addBranches(bytes, Range.start(viaValues[i]), Range.end(viaValues[i]), branches);
        }
        return branches;
    }

    /**
     * How many credentials with a user name there are, in all Authorization and Proxy-Authorization headers; at most
     * {@link #MAX_CREDENTIALS}.
     */
    public int credentials() {
        return credentialCount;
    }

    /** The user name of credentials, in the order in which they stand. Allocates. */
    public String credentialUser(int index) {
        Objects.checkIndex(index, credentialCount);
        String text = text(credentials[index], true);
        boolean wasQuoted = (credentialsQuoted & 1 << index) != 0;
        return wasQuoted && text.indexOf('\\') >= 0 ? Escapes.withoutBackslashes(text) : text;
    }

    /** The realm of credentials as it stands, without quotes; null when they have none. Allocates. */
    public String credentialRealm(int index) {
        Objects.checkIndex(index, credentialCount);
        return credentialRealms[index] == Range.ABSENT ? null : text(credentialRealms[index], true);
    }

    /**
     * The Call-ID as text by which it is told from every other: bytes that are not UTF-8 stand in it as {@code %XX};
     * null when there is none. Allocates.
     */
    public String callId() {
        String text = text(SipField.CALL_ID);
        return text == null || text.indexOf(REPLACEMENT) < 0
                ? text
                : Escapes.ofBrokenUtf8(bytes, start(SipField.CALL_ID), length(SipField.CALL_ID));
    }

    /** Whether the field is there, on one line, in ASCII and not quoted: its bytes are its {@link #text}. Allocates nothing. */
    public boolean isPlain(SipField field) {
        if ((present & ~quoted & field.bit()) == 0) {
            return false;
        }
        int end = start(field) + length(field);
        for (int at = start(field); at < end; at++) {
            if (bytes[at] < ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether a field that holds a URI holds a {@code tel} URI (RFC 3966). */
    public boolean isTel(SipField uri) {
        return has(uri) && TEL.begins(bytes, start(uri), start(uri) + length(uri));
    }

    /** The field as {@link #text}, escapes of the form {@code %61} undone (RFC 3261 19.1.4). Allocates. */
    public String unescaped(SipField field) {
        return Escapes.undone(text(field));
    }

    /** Whether there is a Route header. */
    public boolean hasRoute() {
        return route;
    }

    /** Whether there is a Record-Route header. */
    public boolean hasRecordRoute() {
        return recordRoute;
    }

    /** Cause of the Reason header with protocol Q.850 (RFC 3326), 0 to 127; -1 when there is none. */
    public int q850Cause() {
        return q850Cause;
    }

    /** Whether the field is there; it may be empty. */
    public boolean has(SipField field) {
        return (present & field.bit()) != 0;
    }

    /** Whether the field is there and begins with these bytes. Allocates nothing. */
    public boolean begins(SipField field, byte[] with) {
        int start = start(field);
        return length(field) >= with.length && Arrays.equals(bytes, start, start + with.length, with, 0, with.length);
    }

    /** Where the field begins in the scanned bytes; 0 when it is not there. */
    public int start(SipField field) {
        return has(field) ? Range.start(ranges[field.index()]) : 0;
    }

    /** The field's length in bytes; 0 when it is not there. */
    public int length(SipField field) {
        return has(field) ? Range.length(ranges[field.index()]) : 0;
    }

    /**
     * The field as text (UTF-8, broken bytes replaced), folding and the backslashes of a quoted string undone;
     * null when it is not there. Escapes of the form {@code %20} stay. Allocates.
     */
    public String text(SipField field) {
        if (!has(field)) {
            return null;
        }
        String text = text(ranges[field.index()], field != SipField.BODY);
        return (quoted & field.bit()) != 0 && text.indexOf('\\') >= 0 ? Escapes.withoutBackslashes(text) : text;
    }

    private String text(long range, boolean unfold) {
        String text = SharedTexts.utf8(bytes, Range.start(range), Range.length(range));
        return unfold && text.indexOf('\n') >= 0 ? FOLD.matcher(text).replaceAll(" ") : text;
    }

    /**
     * The first value of a header that the scanner was told to look for, folding undone; null when it is not
     * there. Allocates.
     *
     * @param index where its name stands in the list that the scanner was made with
     */
    public String extra(int index) {
        return extras[index] == Range.ABSENT ? null : text(extras[index], true);
    }

    /** How many contacts there are in all Contact headers; at most {@link #MAX_CONTACTS}. */
    public int contacts() {
        return contacts;
    }

    /** Whether there is {@code Contact: *}, which removes all bindings (RFC 3261 10.2.2). */
    public boolean contactIsStar() {
        return contactStar;
    }

    /** The URI of a contact without angle brackets. Allocates. */
    public String contactUri(int index) {
        Objects.checkIndex(index, contacts);
        return text(contactUris[index], true);
    }

    /** A contact's expires parameter in seconds; -1 when there is none that can be read. */
    public long contactExpires(int index) {
        Objects.checkIndex(index, contacts);
        return contactExpires[index];
    }

    /** A contact's {@code +sip.instance}, which is of one device alone (RFC 5626 4.1); null without one. Allocates. */
    public String contactInstance(int index) {
        Objects.checkIndex(index, contacts);
        return contactInstances[index] == Range.ABSENT ? null : text(contactInstances[index], true);
    }

    /** A contact's {@code reg-id}, the flow of a device (RFC 5626 4.2); -1 when there is none that can be read. */
    public long contactRegId(int index) {
        Objects.checkIndex(index, contacts);
        return contactRegIds[index];
    }

    /**
     * How many media the session description in the body has, which may stand in a part of it; 0 when there is none,
     * at most {@link #MAX_MEDIA}. Of several parts the first description counts. It is looked for when it is first
     * asked for, while the bytes that were scanned are still there: few ask.
     */
    public int media() {
        if (media == NOT_LOOKED_FOR) {
            media = 0;
            SdpReader.read(bytes, this);
        }
        return media;
    }

    /** A media line without {@code m=} (RFC 8866 5.14). Allocates. */
    public String mediaLine(int index) {
        Objects.checkIndex(index, media());
        return text(mediaLines[index], false);
    }

    /**
     * The connection line that holds for a medium, without {@code c=} (RFC 8866 5.7): its own, or else that of the
     * session; null when there is neither. Allocates.
     */
    public String mediaConnection(int index) {
        Objects.checkIndex(index, media());
        return mediaConnections[index] == Range.ABSENT ? null : text(mediaConnections[index], false);
    }

    /** What is wrong with the message; empty for a good one. Allocates. */
    public Set<SipFlag> flags() {
        var set = EnumSet.noneOf(SipFlag.class);
        for (SipFlag flag : FLAGS) {
            if (has(flag)) {
                set.add(flag);
            }
        }
        return set;
    }

    /** Whether this is wrong with the message. */
    public boolean has(SipFlag flag) {
        return (flags & flag.bit()) != 0;
    }

    void flag(SipFlag flag) {
        flags |= flag.bit();
    }

    void put(SipField field, int start, int end) {
        ranges[field.index()] = Range.of(start, end);
        present |= field.bit();
    }

    void putQuoted(SipField field, int start, int end) {
        put(field, start, end);
        quoted |= field.bit();
    }

    void putExtra(int index, int start, int end) {
        if (extras[index] == Range.ABSENT) {
            extras[index] = Range.of(start, end);
        }
    }

    /** @param instance a {@link Range}, or {@link Range#ABSENT} */
    void addContact(int start, int end, long expiresSeconds, long instance, long regId) {
        if (contacts == MAX_CONTACTS) {
            flag(SipFlag.TOO_MANY_CONTACTS);
            return;
        }
        if (contacts == contactUris.length) {
            contactUris = Arrays.copyOf(contactUris, 2 * contacts);
            contactExpires = Arrays.copyOf(contactExpires, 2 * contacts);
            contactInstances = Arrays.copyOf(contactInstances, 2 * contacts);
            contactRegIds = Arrays.copyOf(contactRegIds, 2 * contacts);
        }
        contactUris[contacts] = Range.of(start, end);
        contactExpires[contacts] = expiresSeconds;
        contactInstances[contacts] = instance;
        contactRegIds[contacts] = regId;
        contacts++;
    }

    void addVias(int start, int end, int number) {
        vias += number;
        if (viaHeaders < MAX_VIA_HEADERS) {
            viaValues[viaHeaders] = Range.of(start, end);
            viaHeaders++;
        }
    }

    /**
     * False when there is no room for them.
     *
     * @param insteadOfLast whether they take the place of those that were added last
     */
    boolean addCredentials(int userStart, int userEnd, boolean userQuoted, long realm, boolean insteadOfLast) {
        if (insteadOfLast) {
            credentialCount--;
            credentialsQuoted &= ~(1 << credentialCount);
        }
        if (credentialCount == MAX_CREDENTIALS) {
            return false;
        }
        credentials[credentialCount] = Range.of(userStart, userEnd);
        credentialRealms[credentialCount] = realm;
        credentialsQuoted |= userQuoted ? 1 << credentialCount : 0;
        credentialCount++;
        return true;
    }

    void realmOfLastCredentials(long realm) {
        credentialRealms[credentialCount - 1] = realm;
    }

    /** False when there is no room for it. */
    boolean addMedium(long line, long connection) {
        if (media == MAX_MEDIA) {
            return false;
        }
        mediaLines[media] = line;
        mediaConnections[media] = connection;
        media++;
        return true;
    }

    void connectLastMedium(long connection) {
        mediaConnections[media - 1] = connection;
    }

    void method(SipMethod newMethod) {
        method = newMethod;
    }

    void foundRequest() {
        request = true;
    }

    void status(int newStatus) {
        status = newStatus;
    }

    void cseq(long number) {
        cseq = number;
    }

    void expires(long seconds) {
        expires = seconds;
    }

    void sessionExpires(long seconds) {
        sessionExpires = seconds;
    }

    void maxForwards(int hops) {
        maxForwards = hops;
    }

    void contentLength(long length) {
        contentLength = length;
    }

    void foundRoute() {
        route = true;
    }

    void foundRecordRoute() {
        recordRoute = true;
    }

    void foundContactStar() {
        contactStar = true;
    }

    void q850Cause(int cause) {
        q850Cause = cause;
    }
}
