package io.trunkline.rating.state;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.Codec.TIME;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofInt;

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
            ofInt("days", RateWindow::days),
            ofInt("startMinute", RateWindow::startMinute),
            ofInt("endMinute", RateWindow::endMinute));

    private static final Codec<Rate> RATE = RecordCodec.of(
            MethodHandles.lookup(),
            Rate.class,
            field("prefix", Rate::prefix, TEXT),
            field("destination", Rate::destination, TEXT),
            field("ratePerMinute", Rate::ratePerMinute, DECIMAL),
            field("connectFee", Rate::connectFee, DECIMAL),
            ofInt("firstIncrement", Rate::firstIncrement),
            ofInt("nextIncrement", Rate::nextIncrement),
            ofInt("graceSeconds", Rate::graceSeconds),
            ofInt("freeSeconds", Rate::freeSeconds),
            field("maxPrice", Rate::maxPrice, DECIMAL),
            field("effectiveFrom", Rate::effectiveFrom, TIME),
            field("effectiveUntil", Rate::effectiveUntil, TIME),
            field("window", Rate::window, WINDOW).since(2, null),
            ofInt("fromSecond", Rate::fromSecond).since(2, 0));

    private static final Codec<Course> COURSE = RecordCodec.of(
            MethodHandles.lookup(),
            Course.class,
            field("timeZone", Course::timeZone, TEXT),
            field("answeredAt", Course::answeredAt, TIME),
            field("rates", Course::rates, RATE.list()));

    private static final Codec<Markup> MARKUP = RecordCodec.of(
            MethodHandles.lookup(),
            Markup.class,
            field("by", Markup::by, TEXT),
            field("cost", Markup::cost, DECIMAL),
            field("fixed", Markup::fixed, DECIMAL),
            field("percent", Markup::percent, DECIMAL));

    /** The free minutes of a month. */
    public static final Codec<Allowance> ALLOWANCE = RecordCodec.of(
            MethodHandles.lookup(),
            Allowance.class,
            ofInt("minutes", Allowance::minutes),
            field("from", Allowance::from, TIME),
            field("until", Allowance::until, TIME));

    private static final Codec<PackageTerms> PACKAGE_TERMS = RecordCodec.of(
            MethodHandles.lookup(),
            PackageTerms.class,
            field("id", PackageTerms::id, TEXT),
            ofInt("pulse", PackageTerms::pulse),
            field("free", PackageTerms::free, TEXT),
            field("allowance", PackageTerms::allowance, ALLOWANCE).since(3, null));

    /** A tariff. */
    public static final Codec<Tariff> TARIFF = RecordCodec.of(
            MethodHandles.lookup(),
            Tariff.class,
            field("cardId", Tariff::cardId, TEXT),
            field("currency", Tariff::currency, TEXT),
            ofInt("decimals", Tariff::decimals),
            field("rounding", Tariff::rounding, ROUNDING),
            field("rate", Tariff::rate, RATE),
            field("course", Tariff::course, COURSE).since(2, null),
            field("markups", Tariff::markups, MARKUP.list()).since(2, List.of()),
            field("packageTerms", Tariff::packageTerms, PACKAGE_TERMS).since(2, null));

    private TariffCodec() {}
}
