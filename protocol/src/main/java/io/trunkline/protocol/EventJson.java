package io.trunkline.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.Tariff;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The records that follow from single messages, written by hand: Jackson, which asks each record for its fields by
 * reflection, takes three times as long. {@link EventJsonReader} reads it again. Byte for byte it is what Jackson writes,
 * and {@code EventJsonTest} holds every field of them, also one that comes tomorrow, against it.
 */
final class EventJson {

    private static final ThreadLocal<JsonWriter> WRITER = ThreadLocal.withInitial(JsonWriter::new);

    private static final ClassValue<String[]> NAMES = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Enum.class::cast)
                    .map(constant -> nameOf(type, constant))
                    .toArray(String[]::new);
        }
    };

    private EventJson() {}

    /** The JSON of such a record; null of anything else. */
    static byte[] write(Object value) {
        return switch (value) {
            case Call call -> WRITER.get().write(call, EventJson::call);
            case Cdr cdr -> WRITER.get().write(cdr, EventJson::cdr);
            case LedgerEntry entry -> WRITER.get().write(entry, EventJson::entry);
            case Balance balance -> WRITER.get().write(balance, EventJson::balance);
            case Registration registration -> WRITER.get().write(registration, EventJson::registration);
            case RegistrationEvent event -> WRITER.get().write(event, EventJson::registrationEvent);
            case null, default -> null;
        };
    }

    private static void call(Call call, JsonWriter out) {
        switch (call) {
            case Call.Ringing ringing -> {
                out.text("state", "ringing");
                out.object("setup", ringing.setup(), EventJson::setup);
                out.time("ringingAt", ringing.ringingAt());
            }
            case Call.Answered answered -> {
                out.text("state", "answered");
                out.object("setup", answered.setup(), EventJson::setup);
                out.time("ringingAt", answered.ringingAt());
                out.time("answeredAt", answered.answeredAt());
                out.time("uncertainSince", answered.uncertainSince());
            }
            case Call.Ended ended -> {
                out.text("state", "ended");
                out.object("setup", ended.setup(), EventJson::setup);
                out.time("ringingAt", ended.ringingAt());
                out.time("answeredAt", ended.answeredAt());
                out.time("endedAt", ended.endedAt());
                out.text("outcome", name(ended.outcome()));
                out.text("endedBy", name(ended.endedBy()));
                out.whole("status", ended.status());
                out.object("cause", ended.cause(), EventJson::cause);
                out.texts("flags", ended.flags());
            }
        }
    }

    private static void setup(CallSetup setup, JsonWriter out) {
        out.text("id", setup.id());
        out.text("callId", setup.callId());
        out.text("fromTag", setup.fromTag());
        out.text("toTag", setup.toTag());
        out.text("accountId", setup.accountId());
        out.text("calledAccountId", setup.calledAccountId());
        out.text("from", setup.from());
        out.text("to", setup.to());
        out.time("startedAt", setup.startedAt());
        out.text("source", setup.source());
        out.text("target", setup.target());
        out.text("trunk", setup.trunk());
        out.text("agent", setup.agent());
        out.flag("mayBill", setup.mayBill());
        out.text("userAgent", setup.userAgent());
        out.object("tariff", setup.tariff(), EventJson::tariff);
        out.objects("tiers", setup.tiers(), EventJson::payer);
        out.object("payerReason", setup.payerReason(), EventJson::reason);
    }

    private static void payer(Payer payer, JsonWriter out) {
        out.text("role", name(payer.role()));
        out.whole("level", payer.level());
        out.text("accountId", payer.accountId());
        out.text("parentId", payer.parentId());
        out.object("tariff", payer.tariff(), EventJson::tariff);
        out.object("reason", payer.reason(), EventJson::reason);
    }

    private static void reason(PayerReason reason, JsonWriter out) {
        out.text("code", name(reason.code()));
        out.text("text", reason.text());
    }

    private static void cause(Cause cause, JsonWriter out) {
        out.text("code", name(cause.code()));
        out.text("text", cause.text());
        out.text("by", name(cause.by()));
        out.time("at", cause.at());
    }

    private static void tariff(Tariff tariff, JsonWriter out) {
        out.text("cardId", tariff.cardId());
        out.text("currency", tariff.currency());
        out.whole("decimals", tariff.decimals());
        out.text("rounding", name(tariff.rounding()));
        out.object("rate", tariff.rate(), EventJson::rate);
        out.object("course", tariff.course(), EventJson::course);
        out.objects("markups", tariff.markups(), EventJson::markup);
        out.object("packageTerms", tariff.packageTerms(), EventJson::terms);
    }

    private static void rate(Rate rate, JsonWriter out) {
        RateWindow window = rate.window();
        out.text("prefix", rate.prefix());
        out.text("destination", rate.destination());
        out.decimal("ratePerMinute", rate.ratePerMinute());
        out.decimal("connectFee", rate.connectFee());
        out.whole("firstIncrement", rate.firstIncrement());
        out.whole("nextIncrement", rate.nextIncrement());
        out.whole("graceSeconds", rate.graceSeconds());
        out.whole("freeSeconds", rate.freeSeconds());
        out.decimal("maxPrice", rate.maxPrice());
        out.time("effectiveFrom", rate.effectiveFrom());
        out.time("effectiveUntil", rate.effectiveUntil());
        out.text("window", window == null ? null : window.toString());
        out.whole("fromSecond", rate.fromSecond());
    }

    private static void course(Course course, JsonWriter out) {
        out.text("timeZone", course.timeZone());
        out.time("answeredAt", course.answeredAt());
        out.objects("rates", course.rates(), EventJson::rate);
    }

    private static void markup(Markup markup, JsonWriter out) {
        out.text("by", markup.by());
        out.decimal("cost", markup.cost());
        out.decimal("fixed", markup.fixed());
        out.decimal("percent", markup.percent());
    }

    private static void terms(PackageTerms terms, JsonWriter out) {
        out.text("id", terms.id());
        out.whole("pulse", terms.pulse());
        out.text("free", terms.free());
        out.object("allowance", terms.allowance(), EventJson::allowance);
    }

    private static void allowance(Allowance allowance, JsonWriter out) {
        out.whole("minutes", allowance.minutes());
        out.time("from", allowance.from());
        out.time("until", allowance.until());
    }

    private static void cdr(Cdr cdr, JsonWriter out) {
        out.text("id", cdr.id());
        out.text("callId", cdr.callId());
        out.text("accountId", cdr.accountId());
        out.text("calledAccountId", cdr.calledAccountId());
        out.text("from", cdr.from());
        out.text("to", cdr.to());
        out.time("startedAt", cdr.startedAt());
        out.time("ringingAt", cdr.ringingAt());
        out.time("answeredAt", cdr.answeredAt());
        out.time("endedAt", cdr.endedAt());
        out.whole("durationMillis", cdr.durationMillis());
        out.whole("billedSeconds", cdr.billedSeconds());
        out.whole("freeSeconds", cdr.freeSeconds());
        out.text("outcome", name(cdr.outcome()));
        out.text("endedBy", name(cdr.endedBy()));
        out.object("cause", cdr.cause(), EventJson::cause);
        out.texts("flags", cdr.flags());
        out.whole("status", cdr.status());
        out.text("rating", name(cdr.rating()));
        out.decimal("price", cdr.price());
        out.text("currency", cdr.currency());
        out.object("tariff", cdr.tariff(), EventJson::tariff);
        out.objects("steps", cdr.steps(), EventJson::step);
        out.text("source", cdr.source());
        out.text("target", cdr.target());
        out.text("trunk", cdr.trunk());
        out.text("agent", cdr.agent());
        out.text("userAgent", cdr.userAgent());
        out.whole("level", cdr.level());
        out.text("role", name(cdr.role()));
        out.text("parentId", cdr.parentId());
        out.text("callerAccountId", cdr.callerAccountId());
        out.whole("revision", cdr.revision());
        out.object("payerReason", cdr.payerReason(), EventJson::reason);
    }

    private static void step(PriceStep step, JsonWriter out) {
        out.text("text", step.text());
        out.decimal("amount", step.amount());
    }

    private static void entry(LedgerEntry entry, JsonWriter out) {
        out.text("id", entry.id());
        out.text("accountId", entry.accountId());
        out.whole("sequence", entry.sequence());
        out.time("at", entry.at());
        out.text("type", name(entry.type()));
        out.decimal("amount", entry.amount());
        out.decimal("balanceAfter", entry.balanceAfter());
        out.text("currency", entry.currency());
        out.text("reference", entry.reference());
        out.text("description", entry.description());
    }

    private static void balance(Balance balance, JsonWriter out) {
        out.text("accountId", balance.accountId());
        out.decimal("balance", balance.balance());
        out.decimal("reserved", balance.reserved());
        out.text("currency", balance.currency());
        out.text("status", name(balance.status()));
        out.time("exhaustsAt", balance.exhaustsAt());
        out.whole("liveCalls", balance.liveCalls());
        out.whole("sequence", balance.sequence());
        out.time("at", balance.at());
        out.object("allowance", balance.allowance(), EventJson::allowance);
        out.whole("freeMinutesTaken", balance.freeMinutesTaken());
        out.numbers("freeMinutes", balance.freeMinutes());
        out.text("suspendedBy", balance.suspendedBy());
        out.texts("cutFailed", balance.cutFailed());
    }

    private static void registration(Registration registration, JsonWriter out) {
        out.text("id", registration.id());
        out.text("aor", registration.aor());
        out.text("accountId", registration.accountId());
        out.text("contact", registration.contact());
        out.text("receivedFrom", registration.receivedFrom());
        out.text("transport", registration.transport());
        out.text("userAgent", registration.userAgent());
        out.time("registeredAt", registration.registeredAt());
        out.time("expiresAt", registration.expiresAt());
        out.text("state", name(registration.state()));
        out.text("cause", registration.cause());
        out.text("agent", registration.agent());
        out.flag("mayBill", registration.mayBill());
    }

    private static void registrationEvent(RegistrationEvent event, JsonWriter out) {
        out.object("registration", event.registration(), EventJson::registration);
        out.time("at", event.at());
        out.text("event", name(event.event()));
        out.text("cause", event.cause());
    }

    /** The name of a constant, by its {@link JsonProperty}. */
    @SuppressWarnings("EnumOrdinal") // of an array that this process has made of the same constants
    private static String name(Enum<?> constant) {
        return constant == null ? null : NAMES.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    /** The constants of an enum by such names. */
    static <E extends Enum<E>> Map<String, E> constants(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(EventJson::name, Function.identity()));
    }

    private static String nameOf(Class<?> type, Enum<?> constant) {
        try {
            var property = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name() : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every constant is a field", e);
        }
    }
}
