package io.trunkline.rating.state;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.INT;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.lang.invoke.MethodHandles;

/** What a call is charged by, as it travels with the call from tracker to ledger. */
public final class TariffCodec {

    private static final Codec<Rounding> ROUNDING =
            EnumCodec.of(Rounding.class, code(1, Rounding.HALF_UP), code(2, Rounding.UP));

    private static final Codec<Rate> RATE = RecordCodec.of(
            MethodHandles.lookup(),
            Rate.class,
            field("prefix", TEXT),
            field("destination", TEXT),
            field("ratePerMinute", DECIMAL),
            field("connectFee", DECIMAL),
            field("firstIncrement", INT),
            field("nextIncrement", INT),
            field("graceSeconds", INT),
            field("freeSeconds", INT),
            field("maxPrice", DECIMAL),
            field("effectiveFrom", TIME),
            field("effectiveUntil", TIME));

    /** A tariff. */
    public static final Codec<Tariff> TARIFF = RecordCodec.of(
            MethodHandles.lookup(),
            Tariff.class,
            field("cardId", TEXT),
            field("currency", TEXT),
            field("decimals", INT),
            field("rounding", ROUNDING),
            field("rate", RATE));

    private TariffCodec() {}
}
