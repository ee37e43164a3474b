package io.trunkline.rating.message;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.protocol.sip.SipScanner;
import io.trunkline.rating.message.RegisterMessage.Contact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Reads what the trackers need from a record of {@code sip.messages}. One a thread: it keeps buffers. */
public final class MessageReader {

    /** What a record held. */
    public sealed interface Result {

        /** A message of a call, or one that might be. */
        record OfCall(CallMessage message) implements Result {}

        /** A message of a registration. */
        record OfRegistration(RegisterMessage message) implements Result {}

        /**
         * Nothing that a tracker can use.
         *
         * @param reason a fixed word for a counter: {@code hep}, {@code not-sip}, {@code no-call-id}
         */
        record Unusable(String reason) implements Result {}
    }

    private static final long LONGEST_DELTA_SECONDS = 0xFFFF_FFFFL;

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final SipScanner scanner = new SipScanner();
    private final SipMessage sip = new SipMessage();

    /** A reader with its own buffers. */
    public MessageReader() {}

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
        if (packet.protocolType() != HepPacket.PROTOCOL_SIP
                || !scanner.scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip)) {
            return new Result.Unusable("not-sip");
        }
        if (!sip.has(SipField.CALL_ID)) {
            return new Result.Unusable("no-call-id");
        }
        Capture capture = capture(headers);
        return sip.method() == SipMethod.REGISTER
                ? new Result.OfRegistration(registerMessage(capture))
                : new Result.OfCall(callMessage(capture));
    }

    private Capture capture(MessageHeaders headers) {
        return new Capture(
                instant(packet.capturedAtMicros()),
                instant(headers.receivedAtMicros()),
                headers.agent(),
                headers.mayBill(),
                packet.source(),
                packet.target(),
                packet.transport());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Delta-seconds are of 32 bits (RFC 3261, 25.1): no time that is reckoned with them leaves the calendar. */
    private static long seconds(long value) {
        return Math.min(value, LONGEST_DELTA_SECONDS);
    }

    private CallMessage callMessage(Capture capture) {
        var envelope = new Envelope(
                sip.text(SipField.CALL_ID),
                sip.method(),
                sip.cseq(),
                sip.text(SipField.FROM_TAG),
                sip.text(SipField.TO_TAG),
                sip.text(SipField.VIA_BRANCH),
                seconds(sip.sessionExpires()));
        if (!sip.isRequest()) {
            return new CallMessage.Response(capture, envelope, sip.status());
        }
        boolean starts = sip.method() == SipMethod.INVITE && envelope.toTag() == null;
        return starts
                ? new CallMessage.Invite(capture, envelope, sip.maxForwards(), parties())
                : new CallMessage.Request(capture, envelope);
    }

    private Parties parties() {
        String digestUser = sip.text(SipField.PROXY_AUTH_USERNAME);
        return new Parties(
                digestUser == null ? sip.text(SipField.AUTH_USERNAME) : digestUser,
                sip.text(SipField.FROM_USER),
                sip.text(SipField.ASSERTED_USER),
                sip.text(SipField.REQUEST_URI_USER),
                sip.text(SipField.TO_USER),
                sip.text(SipField.USER_AGENT));
    }

    private RegisterMessage registerMessage(Capture capture) {
        String callId = sip.text(SipField.CALL_ID);
        List<Contact> contacts = IntStream.range(0, sip.contacts())
                .mapToObj(i -> new Contact(sip.contactUri(i), seconds(sip.contactExpires(i))))
                .toList();
        if (!sip.isRequest()) {
            String reason = sip.text(SipField.REASON_PHRASE);
            return new RegisterMessage.Response(
                    capture,
                    callId,
                    sip.cseq(),
                    contacts,
                    seconds(sip.expires()),
                    sip.status(),
                    reason == null ? "" : reason);
        }
        return new RegisterMessage.Request(
                capture,
                callId,
                sip.cseq(),
                contacts,
                seconds(sip.expires()),
                sip.contactIsStar(),
                sip.text(SipField.TO_USER),
                sip.has(SipField.AUTH_USERNAME) || sip.has(SipField.PROXY_AUTH_USERNAME),
                sip.text(SipField.USER_AGENT));
    }
}
