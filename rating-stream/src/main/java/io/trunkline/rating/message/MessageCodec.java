package io.trunkline.rating.message;

import static io.trunkline.rating.state.Codec.FLAG;
import static io.trunkline.rating.state.Codec.INT;
import static io.trunkline.rating.state.Codec.LONG;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.SealedCodec.kind;

import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Messages that wait for another, in the form of the state. */
public final class MessageCodec {

    private static final Codec<SipMethod> METHOD = EnumCodec.of(
            SipMethod.class,
            code(1, SipMethod.INVITE),
            code(2, SipMethod.ACK),
            code(3, SipMethod.BYE),
            code(4, SipMethod.CANCEL),
            code(5, SipMethod.REGISTER),
            code(6, SipMethod.OPTIONS),
            code(7, SipMethod.PRACK),
            code(8, SipMethod.SUBSCRIBE),
            code(9, SipMethod.NOTIFY),
            code(10, SipMethod.PUBLISH),
            code(11, SipMethod.INFO),
            code(12, SipMethod.REFER),
            code(13, SipMethod.MESSAGE),
            code(14, SipMethod.UPDATE),
            code(15, SipMethod.OTHER));

    /** Where and when a message was seen. */
    public static final Codec<Capture> CAPTURE = RecordCodec.of(
            MethodHandles.lookup(),
            Capture.class,
            field("at", TIME),
            field("receivedAt", TIME),
            field("agent", TEXT),
            field("mayBill", FLAG),
            field("source", TEXT),
            field("target", TEXT),
            field("transport", TEXT),
            field("waitedMicros", LONG).since(2, 0L));

    private static final Codec<Envelope> ENVELOPE = RecordCodec.of(
            MethodHandles.lookup(),
            Envelope.class,
            field("callId", TEXT),
            field("method", METHOD),
            field("cseq", LONG),
            field("fromTag", TEXT),
            field("toTag", TEXT),
            field("branch", TEXT),
            field("sessionExpires", LONG));

    /** Whom an INVITE names. */
    public static final Codec<Parties> PARTIES = RecordCodec.of(
            MethodHandles.lookup(),
            Parties.class,
            field("digestUsers", TEXT.list()),
            field("fromUser", TEXT),
            field("assertedUser", TEXT),
            field("requestUser", TEXT),
            field("toUser", TEXT),
            field("userAgent", TEXT),
            field("digestRealms", TEXT.list()).since(2, List.of()));

    private static final Codec<CallMessage.Invite> INVITE = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Invite.class,
            field("capture", CAPTURE),
            field("envelope", ENVELOPE),
            field("vias", TEXT.list()),
            field("maxForwards", INT),
            field("parties", PARTIES));

    private static final Codec<CallMessage.Request> REQUEST = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Request.class,
            field("capture", CAPTURE),
            field("envelope", ENVELOPE),
            field("q850", INT));

    /** A response. */
    public static final Codec<CallMessage.Response> RESPONSE = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Response.class,
            field("capture", CAPTURE),
            field("envelope", ENVELOPE),
            field("status", INT),
            field("q850", INT),
            field("challengeRealm", TEXT).since(2, null));

    /** A message of a call. */
    public static final Codec<CallMessage> CALL_MESSAGE = SealedCodec.of(
            CallMessage.class,
            kind(1, CallMessage.Invite.class, INVITE),
            kind(2, CallMessage.Request.class, REQUEST),
            kind(3, CallMessage.Response.class, RESPONSE));

    private static final Codec<RegisterMessage.Contact> CONTACT = RecordCodec.of(
            MethodHandles.lookup(),
            RegisterMessage.Contact.class,
            field("uri", TEXT),
            field("expires", LONG),
            field("instance", TEXT).since(2, null),
            field("regId", LONG).since(2, -1L));

    /** A REGISTER. */
    public static final Codec<RegisterMessage.Request> REGISTER = RecordCodec.of(
            MethodHandles.lookup(),
            RegisterMessage.Request.class,
            field("capture", CAPTURE),
            field("callId", TEXT),
            field("cseq", LONG),
            field("branch", TEXT).since(2, null),
            field("contacts", CONTACT.list()),
            field("expires", LONG),
            field("star", FLAG),
            field("user", TEXT),
            field("withCredentials", FLAG),
            field("userAgent", TEXT));

    private MessageCodec() {}
}
