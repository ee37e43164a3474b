package io.trunkline.rating.ledger;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofFlag;
import static io.trunkline.rating.state.RecordCodec.ofInt;
import static io.trunkline.rating.state.RecordCodec.ofLong;
import static io.trunkline.rating.state.SealedCodec.kind;
import static io.trunkline.rating.state.TariffCodec.ALLOWANCE;
import static io.trunkline.rating.state.TariffCodec.TARIFF;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.rating.call.CallCodec;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.SealedCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/** What is kept of an account's money, in the form of the state. A new field is one line, in its record's place. */
final class LedgerCodec {

    private static final Codec<BalanceManagement> MANAGEMENT = EnumCodec.of(
            BalanceManagement.class,
            code(1, BalanceManagement.NONE),
            code(2, BalanceManagement.SOFT),
            code(3, BalanceManagement.HARD));

    private static final Codec<Balance.Status> STATUS = EnumCodec.of(
            Balance.Status.class,
            code(1, Balance.Status.ACTIVE),
            code(2, Balance.Status.LOW),
            code(3, Balance.Status.OVERDRAWN),
            code(4, Balance.Status.SUSPENDED));

    private static final Codec<Terms> TERMS = RecordCodec.of(
            MethodHandles.lookup(),
            Terms.class,
            field("currency", Terms::currency, TEXT),
            field("balanceManagement", Terms::balanceManagement, MANAGEMENT),
            field("creditLimit", Terms::creditLimit, DECIMAL),
            field("lowBalanceThreshold", Terms::lowBalanceThreshold, DECIMAL));

    private static final Codec<MonthUse> MONTH = RecordCodec.of(
            MethodHandles.lookup(),
            MonthUse.class,
            field("allowance", MonthUse::allowance, ALLOWANCE),
            ofLong("taken", MonthUse::taken));

    private static final Codec<LedgerState.Above> ABOVE = RecordCodec.of(
            MethodHandles.lookup(),
            LedgerState.Above.class,
            field("parentId", LedgerState.Above::parentId, TEXT),
            field("exhausted", LedgerState.Above::exhausted, TEXT),
            field("since", LedgerState.Above::since, TIME).since(7, null));

    /** The records of the store of ledgers. */
    static final StateSerde<LedgerState> STATES = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    LedgerState.class,
                    field("accountId", LedgerState::accountId, TEXT),
                    field("terms", LedgerState::terms, TERMS),
                    field("balance", LedgerState::balance, DECIMAL),
                    ofLong("sequence", LedgerState::sequence),
                    field("status", LedgerState::status, STATUS),
                    field("since", LedgerState::since, TIME),
                    ofFlag("below", LedgerState::below),
                    ofFlag("untold", LedgerState::untold),
                    field("months", LedgerState::months, MONTH.list()).since(3, List.of()),
                    field("feesDue", (LedgerState state) -> state.feesDue(), TIME)
                            .since(3, null),
                    field("above", LedgerState::above, ABOVE).since(4, LedgerState.Above.NOBODY)),
            json -> Json.read(json, LedgerState.class));

    /** The records of the store of live calls. */
    static final StateSerde<LiveCall> LIVE_CALLS = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    LiveCall.class,
                    field("id", LiveCall::id, TEXT),
                    field("callId", LiveCall::callId, TEXT),
                    field("fromTag", LiveCall::fromTag, TEXT),
                    field("toTag", LiveCall::toTag, TEXT),
                    field("tariff", LiveCall::tariff, TARIFF),
                    field("since", LiveCall::since, TIME),
                    field("knownUntil", (LiveCall call) -> call.knownUntil(), TIME)
                            .since(2, null),
                    ofLong("cuts", (LiveCall call) -> call.cuts()).since(6, 0L),
                    field("answeredAt", (LiveCall call) -> call.answeredAt(), TIME)
                            .since(9, null)),
            json -> Json.read(json, LiveCall.class));

    /** The records of the store of calls whose free minutes may still change. No version wrote them as JSON. */
    static final StateSerde<WaitingCall> WAITING_CALLS = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    WaitingCall.class,
                    field("id", WaitingCall::id, TEXT),
                    field("call", WaitingCall::call, CallCodec.ENDED),
                    ofInt("level", WaitingCall::level),
                    field("since", WaitingCall::since, TIME),
                    ofLong("freeMinutes", WaitingCall::freeMinutes),
                    ofInt("revision", WaitingCall::revision),
                    field("openUntil", (WaitingCall call) -> call.openUntil(), TIME)
                            .since(9, null)),
            json -> {
                throw new SerializationException("a call that waits is never JSON");
            });

    private static final Codec<LedgerNote.Joined> JOINED = RecordCodec.of(
            MethodHandles.lookup(), LedgerNote.Joined.class, field("accountId", LedgerNote.Joined::accountId, TEXT));

    private static final Codec<LedgerNote.Left> LEFT = RecordCodec.of(
            MethodHandles.lookup(), LedgerNote.Left.class, field("accountId", LedgerNote.Left::accountId, TEXT));

    private static final Codec<LedgerNote.Above> ABOVE_NOTE = RecordCodec.of(
            MethodHandles.lookup(),
            LedgerNote.Above.class,
            field("accountId", LedgerNote.Above::accountId, TEXT),
            field("exhausted", LedgerNote.Above::exhausted, TEXT),
            field("since", LedgerNote.Above::since, TIME).since(7, null));

    /** The records of the topic between ledgers. No version wrote them as JSON. */
    static final StateSerde<LedgerNote> NOTES = StateSerde.of(
            SealedCodec.of(
                    LedgerNote.class,
                    kind(1, LedgerNote.Joined.class, JOINED),
                    kind(2, LedgerNote.Left.class, LEFT),
                    kind(3, LedgerNote.Above.class, ABOVE_NOTE)),
            json -> {
                throw new SerializationException("a note of a ledger is never JSON");
            });

    private LedgerCodec() {}
}
