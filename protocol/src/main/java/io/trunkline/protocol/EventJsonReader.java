package io.trunkline.protocol;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what {@link EventJson} has written, field by field in its order, which is that of the records' components. What
 * is anything else, of another writer or with a field of a newer version, is left to Jackson: {@code
 * EventJsonReaderTest} holds that both read the same.
 */
final class EventJsonReader {

    private static final Map<Class<?>, Function<JsonReader, ?>> EVENTS = Map.of(
            Call.class, EventJsonReader::call,
            Cdr.class, EventJsonReader::cdr,
            LedgerEntry.class, EventJsonReader::entry,
            Balance.class, EventJsonReader::balance,
            Registration.class, EventJsonReader::registration,
            RegistrationEvent.class, EventJsonReader::registrationEvent);

    private static final Map<String, Outcome> OUTCOMES = EventJson.constants(Outcome.class);
    private static final Map<String, EndedBy> ENDED_BY = EventJson.constants(EndedBy.class);
    private static final Map<String, Cause.Code> CAUSE_CODES = EventJson.constants(Cause.Code.class);
    private static final Map<String, Cause.By> CAUSE_BY = EventJson.constants(Cause.By.class);
    private static final Map<String, Payer.Role> ROLES = EventJson.constants(Payer.Role.class);
    private static final Map<String, PayerReason.Code> REASONS = EventJson.constants(PayerReason.Code.class);
    private static final Map<String, Rounding> ROUNDINGS = EventJson.constants(Rounding.class);
    private static final Map<String, Cdr.Rating> RATINGS = EventJson.constants(Cdr.Rating.class);
    private static final Map<String, LedgerEntry.Type> ENTRY_TYPES = EventJson.constants(LedgerEntry.Type.class);
    private static final Map<String, Balance.Status> STATUSES = EventJson.constants(Balance.Status.class);
    private static final Map<String, Registration.State> STATES = EventJson.constants(Registration.State.class);
    private static final Map<String, RegistrationEvent.Event> HAPPENINGS =
            EventJson.constants(RegistrationEvent.Event.class);

    /** The kinds of {@link Call}, as its annotations name them. */
    private enum Kind {
        RINGING,
        ANSWERED,
        ENDED
    }

    private static final Map<String, Kind> KINDS =
            Map.of("ringing", Kind.RINGING, "answered", Kind.ANSWERED, "ended", Kind.ENDED);

    private EventJsonReader() {}

    /** The event; null when it is of another type, or not just as {@link EventJson} writes it. */
    static <T> T read(byte[] json, Class<T> type) {
        Function<JsonReader, ?> fields = EVENTS.get(type);
        return fields == null ? null : type.cast(JsonReader.read(json, fields));
    }

    private static Call call(JsonReader in) {
        Kind kind = in.constant("state", KINDS);
        if (kind == null) {
            return in.notOurs();
        }
        CallSetup setup = in.object("setup", EventJsonReader::setup);
        Instant ringingAt = in.time("ringingAt");
        return switch (kind) {
            case RINGING -> new Call.Ringing(setup, ringingAt);
            case ANSWERED -> new Call.Answered(setup, ringingAt, in.time("answeredAt"), in.time("uncertainSince"));
            case ENDED ->
                new Call.Ended(
                        setup,
                        ringingAt,
                        in.time("answeredAt"),
                        in.time("endedAt"),
                        in.constant("outcome", OUTCOMES),
                        in.constant("endedBy", ENDED_BY),
                        in.wholeInt("status"),
                        in.object("cause", EventJsonReader::cause),
                        in.texts("flags"));
        };
    }

    private static CallSetup setup(JsonReader in) {
        return new CallSetup(
                in.text("id"),
                in.text("callId"),
                in.text("fromTag"),
                in.text("toTag"),
                in.text("accountId"),
                in.text("calledAccountId"),
                in.text("from"),
                in.text("to"),
                in.time("startedAt"),
                in.text("source"),
                in.text("target"),
                in.text("trunk"),
                in.text("agent"),
                in.flag("mayBill"),
                in.text("userAgent"),
                in.object("tariff", EventJsonReader::tariff),
                in.objects("tiers", EventJsonReader::payer),
                in.object("payerReason", EventJsonReader::reason));
    }

    private static Payer payer(JsonReader in) {
        return new Payer(
                in.constant("role", ROLES),
                in.wholeInt("level"),
                in.text("accountId"),
                in.text("parentId"),
                in.object("tariff", EventJsonReader::tariff),
                in.object("reason", EventJsonReader::reason));
    }

    private static PayerReason reason(JsonReader in) {
        return new PayerReason(in.constant("code", REASONS), in.text("text"));
    }

    private static Cause cause(JsonReader in) {
        return new Cause(in.constant("code", CAUSE_CODES), in.text("text"), in.constant("by", CAUSE_BY), in.time("at"));
    }

    private static Tariff tariff(JsonReader in) {
        return new Tariff(
                in.text("cardId"),
                in.text("currency"),
                in.wholeInt("decimals"),
                in.constant("rounding", ROUNDINGS),
                in.object("rate", EventJsonReader::rate),
                in.object("course", EventJsonReader::course),
                in.objects("markups", EventJsonReader::markup),
                in.object("packageTerms", EventJsonReader::terms));
    }

    private static Rate rate(JsonReader in) {
        return new Rate(
                in.text("prefix"),
                in.text("destination"),
                in.decimal("ratePerMinute"),
                in.decimal("connectFee"),
                in.wholeInt("firstIncrement"),
                in.wholeInt("nextIncrement"),
                in.wholeInt("graceSeconds"),
                in.wholeInt("freeSeconds"),
                in.decimal("maxPrice"),
                in.time("effectiveFrom"),
                in.time("effectiveUntil"),
                window(in),
                in.wholeInt("fromSecond"));
    }

    private static RateWindow window(JsonReader in) {
        String text = in.text("window");
        try {
            return text == null ? null : RateWindow.parse(text);
        } catch (IllegalArgumentException e) {
            // Jackson says of the record what is wrong with it.
            return in.notOurs();
        }
    }

    private static Course course(JsonReader in) {
        String timeZone = in.text("timeZone");
        Instant answeredAt = in.time("answeredAt");
        List<Rate> rates = in.objects("rates", EventJsonReader::rate);
        return rates == null ? in.notOurs() : new Course(timeZone, answeredAt, rates);
    }

    private static Markup markup(JsonReader in) {
        return new Markup(in.text("by"), in.decimal("cost"), in.decimal("fixed"), in.decimal("percent"));
    }

    private static PackageTerms terms(JsonReader in) {
        return new PackageTerms(
                in.text("id"),
                in.wholeInt("pulse"),
                in.text("free"),
                in.object("allowance", EventJsonReader::allowance));
    }

    private static Allowance allowance(JsonReader in) {
        return new Allowance(in.wholeInt("minutes"), in.time("from"), in.time("until"));
    }

    private static Cdr cdr(JsonReader in) {
        return new Cdr(
                in.text("id"),
                in.text("callId"),
                in.text("accountId"),
                in.text("calledAccountId"),
                in.text("from"),
                in.text("to"),
                in.time("startedAt"),
                in.time("ringingAt"),
                in.time("answeredAt"),
                in.time("endedAt"),
                in.whole("durationMillis"),
                in.whole("billedSeconds"),
                in.whole("freeSeconds"),
                in.constant("outcome", OUTCOMES),
                in.constant("endedBy", ENDED_BY),
                in.object("cause", EventJsonReader::cause),
                in.texts("flags"),
                in.wholeInt("status"),
                in.constant("rating", RATINGS),
                in.decimal("price"),
                in.text("currency"),
                in.object("tariff", EventJsonReader::tariff),
                in.objects("steps", EventJsonReader::step),
                in.text("source"),
                in.text("target"),
                in.text("trunk"),
                in.text("agent"),
                in.text("userAgent"),
                in.wholeInt("level"),
                in.constant("role", ROLES),
                in.text("parentId"),
                in.text("callerAccountId"),
                in.wholeInt("revision"),
                in.object("payerReason", EventJsonReader::reason));
    }

    private static PriceStep step(JsonReader in) {
        return new PriceStep(in.text("text"), in.decimal("amount"));
    }

    private static LedgerEntry entry(JsonReader in) {
        return new LedgerEntry(
                in.text("id"),
                in.text("accountId"),
                in.whole("sequence"),
                in.time("at"),
                in.constant("type", ENTRY_TYPES),
                in.decimal("amount"),
                in.decimal("balanceAfter"),
                in.text("currency"),
                in.text("reference"),
                in.text("description"));
    }

    private static Balance balance(JsonReader in) {
        return new Balance(
                in.text("accountId"),
                in.decimal("balance"),
                in.decimal("reserved"),
                in.text("currency"),
                in.constant("status", STATUSES),
                in.time("exhaustsAt"),
                in.wholeInt("liveCalls"),
                in.whole("sequence"),
                in.time("at"),
                in.object("allowance", EventJsonReader::allowance),
                in.whole("freeMinutesTaken"),
                in.numbers("freeMinutes"),
                in.text("suspendedBy"),
                in.texts("cutFailed"));
    }

    private static Registration registration(JsonReader in) {
        return new Registration(
                in.text("id"),
                in.text("aor"),
                in.text("accountId"),
                in.text("contact"),
                in.text("receivedFrom"),
                in.text("transport"),
                in.text("userAgent"),
                in.time("registeredAt"),
                in.time("expiresAt"),
                in.constant("state", STATES),
                in.text("cause"),
                in.text("agent"),
                in.flag("mayBill"));
    }

    private static RegistrationEvent registrationEvent(JsonReader in) {
        return new RegistrationEvent(
                in.object("registration", EventJsonReader::registration),
                in.time("at"),
                in.constant("event", HAPPENINGS),
                in.text("cause"));
    }
}
