package io.trunkline.rating.ledger;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.FLAG;
import static io.trunkline.rating.state.Codec.LONG;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.TariffCodec.ALLOWANCE;
import static io.trunkline.rating.state.TariffCodec.TARIFF;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.rating.state.Codec;
import io.trunkline.rating.state.EnumCodec;
import io.trunkline.rating.state.RecordCodec;
import io.trunkline.rating.state.StateSerde;
import java.lang.invoke.MethodHandles;
import java.util.List;

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
            field("currency", TEXT),
            field("balanceManagement", MANAGEMENT),
            field("creditLimit", DECIMAL),
            field("lowBalanceThreshold", DECIMAL));

    private static final Codec<MonthUse> MONTH =
            RecordCodec.of(MethodHandles.lookup(), MonthUse.class, field("allowance", ALLOWANCE), field("taken", LONG));

    /** The records of the store of ledgers. */
    static final StateSerde<LedgerState> STATES = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    LedgerState.class,
                    field("accountId", TEXT),
                    field("terms", TERMS),
                    field("balance", DECIMAL),
                    field("sequence", LONG),
                    field("status", STATUS),
                    field("since", TIME),
                    field("below", FLAG),
                    field("untold", FLAG),
                    field("months", MONTH.list()).since(3, List.of()),
                    field("feesDue", TIME).since(3, null)),
            json -> Json.read(json, LedgerState.class));

    /** The records of the store of live calls. */
    static final StateSerde<LiveCall> LIVE_CALLS = StateSerde.of(
            RecordCodec.of(
                    MethodHandles.lookup(),
                    LiveCall.class,
                    field("id", TEXT),
                    field("callId", TEXT),
                    field("fromTag", TEXT),
                    field("toTag", TEXT),
                    field("tariff", TARIFF),
                    field("since", TIME),
                    field("knownUntil", TIME).since(2, null)),
            json -> Json.read(json, LiveCall.class));

    private LedgerCodec() {}
}
