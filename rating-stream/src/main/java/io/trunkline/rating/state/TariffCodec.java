package io.trunkline.rating.state;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.INT;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What a call is charged by, as it travels with the call from tracker to ledger. */
public final class TariffCodec {

    private static final Codec<Rounding> ROUNDING =
            EnumCodec.of(Rounding.class, code(1, Rounding.HALF_UP), code(2, Rounding.UP));

    private static final Codec<RateWindow> WINDOW = RecordCodec.of(
            MethodHandles.lookup(),
            RateWindow.class,
            field("days", INT),
            field("startMinute", INT),
            field("endMinute", INT));

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
            field("effectiveUntil", TIME),
            field("window", WINDOW).since(2, null),
            field("fromSecond", INT).since(2, 0));

    private static final Codec<Course> COURSE = RecordCodec.of(
            MethodHandles.lookup(),
            Course.class,
            field("timeZone", TEXT),
            field("answeredAt", TIME),
            field("rates", RATE.list()));

    private static final Codec<Markup> MARKUP = RecordCodec.of(
            MethodHandles.lookup(),
            Markup.class,
            field("by", TEXT),
            field("cost", DECIMAL),
            field("fixed", DECIMAL),
            field("percent", DECIMAL));

    /** The free minutes of a month. */
    public static final Codec<Allowance> ALLOWANCE = RecordCodec.of(
            MethodHandles.lookup(), Allowance.class, field("minutes", INT), field("from", TIME), field("until", TIME));

    private static final Codec<PackageTerms> PACKAGE_TERMS = RecordCodec.of(
            MethodHandles.lookup(),
            PackageTerms.class,
            field("id", TEXT),
            field("pulse", INT),
            field("free", TEXT),
            field("allowance", ALLOWANCE).since(3, null));

    /** A tariff. */
    public static final Codec<Tariff> TARIFF = RecordCodec.of(
            MethodHandles.lookup(),
            Tariff.class,
            field("cardId", TEXT),
            field("currency", TEXT),
            field("decimals", INT),
            field("rounding", ROUNDING),
            field("rate", RATE),
            field("course", COURSE).since(2, null),
            field("markups", MARKUP.list()).since(2, List.of()),
            field("packageTerms", PACKAGE_TERMS).since(2, null));

    private TariffCodec() {}
}
