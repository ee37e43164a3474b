package io.trunkline.rating.message;

import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofInt;
import static io.trunkline.rating.state.RecordCodec.ofLong;
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
            field("at", Capture::at, TIME),
            field("receivedAt", Capture::receivedAt, TIME),
            field("agent", Capture::agent, TEXT),
            ofFlag("mayBill", Capture::mayBill),
            field("source", Capture::source, TEXT),
            field("target", Capture::target, TEXT),
            field("transport", Capture::transport, TEXT),
            ofLong("waitedMicros", Capture::waitedMicros).since(2, 0L));

    private static final Codec<Envelope> ENVELOPE = RecordCodec.of(
            MethodHandles.lookup(),
            Envelope.class,
            field("callId", Envelope::callId, TEXT),
            field("method", Envelope::method, METHOD),
            ofLong("cseq", Envelope::cseq),
            field("fromTag", Envelope::fromTag, TEXT),
            field("toTag", Envelope::toTag, TEXT),
            field("branch", Envelope::branch, TEXT),
            ofLong("sessionExpires", Envelope::sessionExpires));

    /** Whom an INVITE names. */
    public static final Codec<Parties> PARTIES = RecordCodec.of(
            MethodHandles.lookup(),
            Parties.class,
            field("digestUsers", Parties::digestUsers, TEXT.list()),
            field("fromUser", Parties::fromUser, TEXT),
            field("assertedUser", Parties::assertedUser, TEXT),
            field("requestUser", Parties::requestUser, TEXT),
            field("toUser", Parties::toUser, TEXT),
            field("userAgent", Parties::userAgent, TEXT),
            field("digestRealms", Parties::digestRealms, TEXT.list()).since(2, List.of()),
            field("registeredAor", Parties::registeredAor, TEXT).since(10, null));

    private static final Codec<CallMessage.Invite> INVITE = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Invite.class,
            field("capture", CallMessage.Invite::capture, CAPTURE),
            field("envelope", CallMessage.Invite::envelope, ENVELOPE),
            field("vias", CallMessage.Invite::vias, TEXT.list()),
            ofInt("maxForwards", CallMessage.Invite::maxForwards),
            field("parties", CallMessage.Invite::parties, PARTIES));

    private static final Codec<CallMessage.Request> REQUEST = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Request.class,
            field("capture", CallMessage.Request::capture, CAPTURE),
            field("envelope", CallMessage.Request::envelope, ENVELOPE),
            ofInt("q850", CallMessage.Request::q850));

    /** A response. */
    public static final Codec<CallMessage.Response> RESPONSE = RecordCodec.of(
            MethodHandles.lookup(),
            CallMessage.Response.class,
            field("capture", CallMessage.Response::capture, CAPTURE),
            field("envelope", CallMessage.Response::envelope, ENVELOPE),
            ofInt("status", CallMessage.Response::status),
            ofInt("q850", CallMessage.Response::q850),
            field("challengeRealm", CallMessage.Response::challengeRealm, TEXT).since(2, null));

    /** A message of a call. */
    public static final Codec<CallMessage> CALL_MESSAGE = SealedCodec.of(
            CallMessage.class,
            kind(1, CallMessage.Invite.class, INVITE),
            kind(2, CallMessage.Request.class, REQUEST),
            kind(3, CallMessage.Response.class, RESPONSE));

    private static final Codec<RegisterMessage.Contact> CONTACT = RecordCodec.of(
            MethodHandles.lookup(),
            RegisterMessage.Contact.class,
            field("uri", RegisterMessage.Contact::uri, TEXT),
            ofLong("expires", RegisterMessage.Contact::expires),
            field("instance", RegisterMessage.Contact::instance, TEXT).since(2, null),
            ofLong("regId", RegisterMessage.Contact::regId).since(2, -1L));

    /** A REGISTER. */
    public static final Codec<RegisterMessage.Request> REGISTER = RecordCodec.of(
            MethodHandles.lookup(),
            RegisterMessage.Request.class,
            field("capture", RegisterMessage.Request::capture, CAPTURE),
            field("callId", RegisterMessage.Request::callId, TEXT),
            ofLong("cseq", RegisterMessage.Request::cseq),
            field("branch", RegisterMessage.Request::branch, TEXT).since(2, null),
            field("contacts", RegisterMessage.Request::contacts, CONTACT.list()),
            ofLong("expires", RegisterMessage.Request::expires),
            ofFlag("star", RegisterMessage.Request::star),
            field("user", RegisterMessage.Request::user, TEXT),
            ofFlag("withCredentials", RegisterMessage.Request::withCredentials),
            field("userAgent", RegisterMessage.Request::userAgent, TEXT));

    private MessageCodec() {}
}
