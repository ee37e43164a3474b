package io.trunkline.rating.message;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.protocol.sip.SipScanner;
import io.trunkline.rating.link.LegClaims;
import io.trunkline.rating.link.LinkReader;
import io.trunkline.rating.link.LinkRules;
import io.trunkline.rating.link.SharedValue;
import io.trunkline.rating.message.RegisterMessage.Contact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what the trackers need from a record of {@code sip.messages}. One a thread: it keeps buffers. */
public final class MessageReader {

    /** What a record held. */
    public sealed interface Result {

        /** A message of a call, or one that might be. */
        record OfCall(CallMessage message) implements Result {}

        /** A message of a registration. */
        record OfRegistration(RegisterMessage message) implements Result {}

        /** A message that can neither start, answer nor end a call, nor say that one is alive. */
        record OfNoConsequence() implements Result {}

        /**
         * Nothing that a tracker can use.
         *
         * @param reason a fixed word for a counter: {@code hep}, {@code not-sip}, {@code no-call-id}
         */
        record Unusable(String reason) implements Result {}
    }

    private static final int TRYING = 100;
    private static final int FIRST_FINAL = 200;
    private static final Result NO_CONSEQUENCE = new Result.OfNoConsequence();
    private static final String TEL = "tel:";

    private static final long LONGEST_DELTA_SECONDS = 0xFFFF_FFFFL;

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final LinkReader links;
    private final SipScanner scanner;
    private final SipMessage sip = new SipMessage();
    private final AgentClocks clocks = new AgentClocks();
    private final TestCalls testCalls;

    /** A reader with its own buffers that looks for links by the usual rules, and knows of no probe. */
    public MessageReader() {
        this(LinkRules.DEFAULT, TestCalls.NONE);
    }

    /**
     * A reader with its own buffers.
     *
     * @param testCalls whose messages are of no consequence
     */
    public MessageReader(LinkRules rules, TestCalls testCalls) {
        this.testCalls = testCalls;
        links = new LinkReader(rules);
        scanner = new SipScanner(links.extraHeaders());
    }

    /**
     * Reads a record; throws on nothing that may be in it.
     *
     * @param value the HEP3 packet
     * @param headers what the collector knows of it
     */
    public Result read(byte[] value, MessageHeaders headers) {
        if (!decoder.decode(value, 0, value.length, packet).usable()) {
            return new Result.Unusable("hep");
        }
        int start = packet.isSip()
                ? scanner.scanStartLine(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip)
                : -1;
        if (start < 0) {
            return new Result.Unusable("not-sip");
        }
        if (isOfOneHop()) {
            return NO_CONSEQUENCE;
        }
        scanner.scanRest(packet.array(), start, packet.payloadOffset() + packet.payloadLength(), sip);
        if (!sip.has(SipField.CALL_ID)) {
            return new Result.Unusable("no-call-id");
        }
        long waited = waited(headers);
        if (sip.method() == SipMethod.REGISTER) {
            return new Result.OfRegistration(registerMessage(capture(headers, waited)));
        }
        return mayMoveACall() && !testCalls.has(packet, sip)
                ? new Result.OfCall(callMessage(capture(headers, waited), headers.registeredAor()))
                : NO_CONSEQUENCE;
    }

    /** What the message that was read last, which was {@link Result.OfCall}, says of its leg; nothing for most. */
    Optional<LegClaims> claims() {
        List<SharedValue> values = links.read(packet, sip);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new LegClaims(sip.callId(), instant(packet.capturedAtMicros()), sip.isRequest(), values));
    }

    /**
     * Told by the start line alone, for every third message is of this kind: 100 is of one hop (RFC 3261, 8.2.6.1), and an ACK
     * follows what has said all.
     */
    private boolean isOfOneHop() {
        return sip.isRequest() ? sip.method() == SipMethod.ACK : sip.status() == TRYING;
    }

    /**
     * Told before anything is made of a message. What comes outside of a dialog and is neither INVITE nor CANCEL is of no
     * call; and of other requests than these the request itself says that the call is alive.
     */
    private boolean mayMoveACall() {
        if (sip.isRequest()) {
            return switch (sip.method()) {
                case INVITE, CANCEL -> true;
                default -> sip.has(SipField.TO_TAG);
            };
        }
        return switch (sip.method()) {
            case INVITE -> sip.status() > TRYING;
            case BYE, UPDATE -> sip.status() >= FIRST_FINAL;
            default -> false;
        };
    }

    /** A time that the collector put in place of one that it did not believe is its own: it says nothing of a clock. */
    private long waited(MessageHeaders headers) {
        return headers.claimedAtMicros() == MessageHeaders.NOT_CLAMPED
                ? clocks.waited(headers.agent(), packet.capturedAtMicros(), headers.receivedAtMicros())
                : 0;
    }

    private Capture capture(MessageHeaders headers, long waitedMicros) {
        return new Capture(
                instant(packet.capturedAtMicros()),
                instant(headers.receivedAtMicros()),
                headers.agent(),
                headers.mayBill(),
                packet.source(),
                packet.target(),
                packet.transport(),
                waitedMicros);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Delta-seconds are of 32 bits (RFC 3261, 25.1): no time that is reckoned with them leaves the calendar. */
    private static long seconds(long value) {
        return Math.min(value, LONGEST_DELTA_SECONDS);
    }

    private CallMessage callMessage(Capture capture, String registeredAor) {
        var envelope = new Envelope(
                sip.callId(),
                sip.method(),
                sip.cseq(),
                sip.text(SipField.FROM_TAG),
                sip.text(SipField.TO_TAG),
                sip.text(SipField.VIA_BRANCH),
                seconds(sip.sessionExpires()));
        if (!sip.isRequest()) {
            return new CallMessage.Response(
                    capture, envelope, sip.status(), sip.q850Cause(), sip.text(SipField.CHALLENGE_REALM));
        }
        boolean starts = sip.method() == SipMethod.INVITE && envelope.toTag() == null;
        return starts
                ? new CallMessage.Invite(
                        capture, envelope, sip.viaBranches(), sip.maxForwards(), parties(registeredAor))
                : new CallMessage.Request(capture, envelope, sip.q850Cause());
    }

    private Parties parties(String registeredAor) {
        var digestUsers = new ArrayList<String>(sip.credentials());
        var digestRealms = new ArrayList<String>(sip.credentials());
        for (int i = 0; i < sip.credentials(); i++) {
            digestUsers.add(sip.credentialUser(i));
            digestRealms.add(Objects.requireNonNullElse(sip.credentialRealm(i), ""));
        }
        return new Parties(
                digestUsers,
                user(SipField.FROM_USER, SipField.FROM_URI),
                user(SipField.ASSERTED_USER, SipField.ASSERTED_URI),
                user(SipField.REQUEST_URI_USER, SipField.REQUEST_URI),
                user(SipField.TO_USER, SipField.TO_URI),
                sip.text(SipField.USER_AGENT),
                digestRealms,
                registeredAor);
    }

    /** The user part without escapes; of a {@code tel} URI the number with its parameters, which may say where it is from. */
    private String user(SipField user, SipField uri) {
        return sip.isTel(uri) ? sip.text(uri).substring(TEL.length()) : sip.unescaped(user);
    }

    private RegisterMessage registerMessage(Capture capture) {
        String callId = sip.text(SipField.CALL_ID);
        String branch = sip.text(SipField.VIA_BRANCH);
        List<Contact> contacts = IntStream.range(0, sip.contacts())
                .mapToObj(i -> new Contact(
                        sip.contactUri(i), seconds(sip.contactExpires(i)), sip.contactInstance(i), sip.contactRegId(i)))
                .toList();
        if (!sip.isRequest()) {
            String reason = sip.text(SipField.REASON_PHRASE);
            return new RegisterMessage.Response(
                    capture,
                    callId,
                    sip.cseq(),
                    branch,
                    contacts,
                    seconds(sip.expires()),
                    sip.status(),
                    reason == null ? "" : reason);
        }
        return new RegisterMessage.Request(
                capture,
                callId,
                sip.cseq(),
                branch,
                contacts,
                seconds(sip.expires()),
                sip.contactIsStar(),
                sip.text(SipField.TO_USER),
                sip.has(SipField.AUTH_USERNAME) || sip.has(SipField.PROXY_AUTH_USERNAME),
                sip.text(SipField.USER_AGENT));
    }
}
