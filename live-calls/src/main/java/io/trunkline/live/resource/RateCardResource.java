package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.customers.Cards;
import io.trunkline.customers.change.CardChanges;
import io.trunkline.customers.change.CardDraft;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Rate cards, their rates, and what a call would cost: {@code /rate-cards}. */
final class RateCardResource {

    /** Longest CSV, in bytes: a million lines of some 250. */
    static final long LONGEST_CSV = 256L * 1024 * 1024;

    private static final Map<String, Boolean> YES_OR_NO = new TreeMap<>(Map.of("true", true, "false", false));
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,18}");
    private static final long LONGEST_CALL_SECONDS = TimeUnit.DAYS.toSeconds(365);

    private record Shown(
            String id,
            String name,
            String currency,
            String timeZone,
            int decimals,
            Rounding rounding,
            int rates,
            String ratesVersion,
            String parentCardId,
            BigDecimal markupFixed,
            BigDecimal markupPercent) {

        static Shown of(RateCard card) {
            return new Shown(
                    card.id(),
                    card.name(),
                    card.currency(),
                    card.timeZone(),
                    card.decimals(),
                    card.rounding(),
                    card.rates(),
                    card.ratesVersion(),
                    card.parentCardId(),
                    card.markupFixed(),
                    card.markupPercent());
        }
    }

    private record Quote(
            BigDecimal price,
            String currency,
            String prefix,
            String destination,
            long billedSeconds,
            List<PriceStep> steps) {}

    private final Cards cards;
    private final CardChanges changes;
    private final InstantSource clock;

    RateCardResource(Cards cards, CardChanges changes, InstantSource clock) {
        this.cards = cards;
        this.changes = changes;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/rate-cards", Route.allow(BILLING), this::list)
                        .parameters("limit", "cursor"),
                Route.get("/api/v1/rate-cards/{id}", Route.allow(BILLING), this::one),
                Route.put("/api/v1/rate-cards/{id}", Route.allow(BILLING), this::put),
                Route.put("/api/v1/rate-cards/{id}/rates", Route.allow(BILLING), this::putRates)
                        .parameters("allowEmpty")
                        .taking("text/csv"),
                Route.get("/api/v1/rate-cards/{id}/quote", Route.allow(BILLING), this::quote)
                        .parameters("to", "seconds", "at"));
    }

    private Answer list(ApiRequest request) {
        Listing<RateCard> page = Listing.of(request, cards.cards(), RateCard::id);
        return Answer.json(new Listing<>(page.items().stream().map(Shown::of).toList(), page.next()));
    }

    private Answer one(ApiRequest request) {
        return Answer.json(Shown.of(card(request)));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        var made = Refusals.orMade(changes.put(request.id(), request.body(CardDraft.class)), "rate card", request.id());
        return Answer.json(made.created() ? 201 : 200, Shown.of(made.now()));
    }

    private Answer putRates(ApiRequest request) throws InterruptedException {
        String id = request.id();
        boolean allowEmpty = Parameters.oneOf(request, "allowEmpty", YES_OR_NO).orElse(false);
        return Answer.json(
                Shown.of(Refusals.orMade(changes.putRates(id, request.body(LONGEST_CSV), allowEmpty), "rate card", id)
                        .now()));
    }

    private Answer quote(ApiRequest request) {
        RateCard card = card(request);
        String to = Parameters.required(request, "to", "the number to call, E.164 digits");
        if (!NUMBER.matcher(to).matches()) {
            throw ApiError.malformed("to", "to must be a number in E.164 digits, without +");
        }
        String digits = to.startsWith("+") ? to.substring(1) : to;
        Parameters.required(request, "seconds", "how long the call lasts");
        long seconds =
                Parameters.whole(request, "seconds", 0, LONGEST_CALL_SECONDS).orElseThrow();
        Instant at = Parameters.time(request, "at").orElseGet(clock::instant);
        Tariff tariff = cards.find(card.id(), digits, at)
                .orElseThrow(() -> new ApiError(
                        422, "no-rate", "to", "the card " + card.id() + " has no rate for " + digits + " at " + at));
        Charge charge = Charge.of(tariff, TimeUnit.SECONDS.toMillis(seconds));
        return Answer.json(new Quote(
                charge.price(),
                charge.currency(),
                tariff.rate().prefix(),
                tariff.rate().destination(),
                charge.billedSeconds(),
                charge.steps()));
    }

    private RateCard card(ApiRequest request) {
        String id = request.id();
        return cards.card(id).orElseThrow(() -> Refusals.noSuch("rate card", id));
    }
}
