package io.trunkline.rating.call;

import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofInt;
import static io.trunkline.rating.state.SealedCodec.kind;
import static io.trunkline.rating.state.TariffCodec.TARIFF;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** A call and what the ledger must know of it, in the form of the state. A new field is one line, in its record's place. */
public final class CallCodec {

    static final Codec<Outcome> OUTCOME = EnumCodec.of(
            Outcome.class,
            code(1, Outcome.ANSWERED),
            code(2, Outcome.BUSY),
            code(3, Outcome.NO_ANSWER),
            code(4, Outcome.CANCELLED),
            code(5, Outcome.REJECTED),
            code(6, Outcome.FAILED));

    static final Codec<EndedBy> ENDED_BY = EnumCodec.of(
            EndedBy.class,
            code(1, EndedBy.CALLER),
            code(2, EndedBy.CALLEE),
            code(3, EndedBy.PLATFORM),
            code(4, EndedBy.NO_BYE),
            code(5, EndedBy.TRUNK));

    private static final Codec<Cause.Code> CAUSE_CODE = EnumCodec.of(
            Cause.Code.class,
            code(1, Cause.Code.NORMAL),
            code(2, Cause.Code.BUSY),
            code(3, Cause.Code.NO_ANSWER),
            code(4, Cause.Code.DECLINED),
            code(5, Cause.Code.CANCELLED),
            code(6, Cause.Code.UNREACHABLE),
            code(7, Cause.Code.NOT_FOUND),
            code(8, Cause.Code.FORBIDDEN),
            code(9, Cause.Code.SUSPENDED),
            code(10, Cause.Code.TRUNK_FAILURE),
            code(11, Cause.Code.PLATFORM_FAILURE),
            code(12, Cause.Code.BALANCE_USED_UP),
            code(13, Cause.Code.ENDED_BY_OPERATOR),
            code(14, Cause.Code.NO_BYE),
            code(15, Cause.Code.OTHER));

    private static final Codec<Cause.By> CAUSE_BY = EnumCodec.of(
            Cause.By.class,
            code(1, Cause.By.CALLER),
            code(2, Cause.By.CALLEE),
            code(3, Cause.By.PLATFORM),
            code(4, Cause.By.TRUNK));

    static final Codec<Cause> CAUSE = RecordCodec.of(
            MethodHandles.lookup(),
            Cause.class,
            field("code", Cause::code, CAUSE_CODE),
            field("text", Cause::text, TEXT),
            field("by", Cause::by, CAUSE_BY),
            field("at", Cause::at, TIME));

    private static final Codec<Payer.Role> ROLE = EnumCodec.of(
            Payer.Role.class,
            code(1, Payer.Role.CALLER),
            code(2, Payer.Role.RESELLER),
            code(3, Payer.Role.PROVIDER),
            code(4, Payer.Role.NUMBER));

    private static final Codec<PayerReason> REASON = RecordCodec.of(
            MethodHandles.lookup(),
            PayerReason.class,
            field(
                    "code",
                    PayerReason::code,
                    EnumCodec.of(
                            PayerReason.Code.class,
                            code(1, PayerReason.Code.DIGEST_USER),
                            code(2, PayerReason.Code.SOURCE_NETWORK),
                            code(3, PayerReason.Code.ASSERTED_IDENTITY),
                            code(4, PayerReason.Code.FROM),
                            code(5, PayerReason.Code.PARENT),
                            code(6, PayerReason.Code.TRUNK),
                            code(7, PayerReason.Code.CALLED_NUMBER),
                            code(8, PayerReason.Code.REGISTERED_AOR))),
            field("text", PayerReason::text, TEXT));

    private static final Codec<Payer> PAYER = RecordCodec.of(
            MethodHandles.lookup(),
            Payer.class,
            field("role", Payer::role, ROLE),
            ofInt("level", Payer::level),
            field("accountId", Payer::accountId, TEXT),
            field("parentId", Payer::parentId, TEXT),
            field("tariff", Payer::tariff, TARIFF),
            field("reason", Payer::reason, REASON).since(6, null));

    private static final Codec<CallSetup> SETUP = RecordCodec.of(
            MethodHandles.lookup(),
            CallSetup.class,
            field("id", CallSetup::id, TEXT),
            field("callId", CallSetup::callId, TEXT),
            field("fromTag", CallSetup::fromTag, TEXT),
            field("toTag", CallSetup::toTag, TEXT),
            field("accountId", CallSetup::accountId, TEXT),
            field("calledAccountId", CallSetup::calledAccountId, TEXT),
            field("from", CallSetup::from, TEXT),
            field("to", CallSetup::to, TEXT),
            field("startedAt", CallSetup::startedAt, TIME),
            field("source", CallSetup::source, TEXT),
            field("target", CallSetup::target, TEXT),
            field("trunk", CallSetup::trunk, TEXT).since(8, null),
            field("agent", CallSetup::agent, TEXT),
            ofFlag("mayBill", CallSetup::mayBill),
            field("userAgent", CallSetup::userAgent, TEXT),
            field("tariff", CallSetup::tariff, TARIFF),
            field("tiers", CallSetup::tiers, PAYER.list()).since(3, List.of()),
            field("payerReason", CallSetup::payerReason, REASON).since(6, null));

    static final Codec<Call.Ringing> RINGING = RecordCodec.of(
            MethodHandles.lookup(),
            Call.Ringing.class,
            field("setup", Call.Ringing::setup, SETUP),
            field("ringingAt", Call.Ringing::ringingAt, TIME));

    static final Codec<Call.Answered> ANSWERED = RecordCodec.of(
            MethodHandles.lookup(),
            Call.Answered.class,
            field("setup", Call.Answered::setup, SETUP),
            field("ringingAt", Call.Answered::ringingAt, TIME),
            field("answeredAt", Call.Answered::answeredAt, TIME),
            field("uncertainSince", (Call.Answered call) -> call.uncertainSince(), TIME)
                    .since(2, null));

    /** A call that is over. */
    public static final Codec<Call.Ended> ENDED = RecordCodec.of(
            MethodHandles.lookup(),
            Call.Ended.class,
            field("setup", Call.Ended::setup, SETUP),
            field("ringingAt", Call.Ended::ringingAt, TIME),
            field("answeredAt", Call.Ended::answeredAt, TIME),
            field("endedAt", Call.Ended::endedAt, TIME),
            field("outcome", Call.Ended::outcome, OUTCOME),
            field("endedBy", Call.Ended::endedBy, ENDED_BY),
            ofInt("status", Call.Ended::status),
            field("cause", Call.Ended::cause, CAUSE),
            field("flags", Call.Ended::flags, TEXT.list()));

    private static final Codec<CallEvent.Answered> ANSWERED_EVENT = RecordCodec.of(
            MethodHandles.lookup(),
            CallEvent.Answered.class,
            field("call", CallEvent.Answered::call, ANSWERED),
            field("receivedAt", CallEvent.Answered::receivedAt, TIME),
            field("since", CallEvent.Answered::since, TIME).since(2, null));

    private static final Codec<CallEvent.Revised> REVISED_EVENT = RecordCodec.of(
            MethodHandles.lookup(),
            CallEvent.Revised.class,
            field("call", CallEvent.Revised::call, ANSWERED),
            field("receivedAt", CallEvent.Revised::receivedAt, TIME));

    private static final Codec<CallEvent.Ended> ENDED_EVENT = RecordCodec.of(
            MethodHandles.lookup(),
            CallEvent.Ended.class,
            field("call", CallEvent.Ended::call, ENDED),
            field("receivedAt", CallEvent.Ended::receivedAt, TIME));

    /** The records of the topic between calls and ledgers. */
    public static final StateSerde<CallEvent> EVENTS = StateSerde.of(
            SealedCodec.of(
                    CallEvent.class,
                    kind(1, CallEvent.Answered.class, ANSWERED_EVENT),
                    kind(2, CallEvent.Ended.class, ENDED_EVENT),
                    kind(3, CallEvent.Revised.class, REVISED_EVENT)),
            json -> Json.read(json, CallEvent.class));

    private CallCodec() {}
}
