package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.customers.Cards;
import io.trunkline.customers.change.CardChanges;
import io.trunkline.customers.change.CardDraft;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RatesCsvWriter;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rate cards and their rates: {@code /rate-cards}. */
final class RateCardResource {

    /** Longest CSV, in bytes: a million lines of some 250. */
    static final long LONGEST_CSV = 256L * 1024 * 1024;

    private static final Map<String, Boolean> YES_OR_NO = new TreeMap<>(Map.of("true", true, "false", false));
    private static final String CSV = "text/csv";

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

    private final Cards cards;
    private final CardChanges changes;

    RateCardResource(Cards cards, CardChanges changes) {
        this.cards = cards;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/rate-cards", Route.allow(BILLING), this::list)
                        .parameters("limit", "cursor"),
                Route.get("/api/v1/rate-cards/{id}", Route.allow(BILLING), this::one),
                Route.put("/api/v1/rate-cards/{id}", Route.allow(BILLING), this::put),
                Route.delete("/api/v1/rate-cards/{id}", Route.allow(BILLING), this::delete),
                Route.put("/api/v1/rate-cards/{id}/rates", Route.allow(BILLING), this::putRates)
                        .parameters("allowEmpty", "dryRun")
                        .taking(CSV),
                Route.get("/api/v1/rate-cards/{id}/rates", Route.allow(BILLING), this::rates)
                        .giving(CSV));
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

    private Answer delete(ApiRequest request) throws InterruptedException {
        Refusals.orMade(changes.delete(request.id()), "rate card", request.id());
        return Answer.nothing();
    }

    private Answer putRates(ApiRequest request) throws InterruptedException {
        String id = request.id();
        boolean allowEmpty = Parameters.oneOf(request, "allowEmpty", YES_OR_NO).orElse(false);
        if (Parameters.oneOf(request, "dryRun", YES_OR_NO).orElse(false)) {
            return Answer.json(
                    Refusals.orMade(changes.compareRates(id, request.body(LONGEST_CSV), allowEmpty), "rate card", id)
                            .now());
        }
        return Answer.json(
                Shown.of(Refusals.orMade(changes.putRates(id, request.body(LONGEST_CSV), allowEmpty), "rate card", id)
                        .now()));
    }

    /** The rates as {@link #putRates} takes them: to put what was got changes nothing. */
    private Answer rates(ApiRequest request) {
        RateCard card = card(request);
        RateTable rates = cards.rates(card.id()).orElseGet(() -> RateTable.of(card, List.of()));
        return Answer.streamed(
                        CSV + "; charset=utf-8; header=present",
                        out -> RatesCsvWriter.write(
                                rates, new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))))
                .with("Content-Disposition", "attachment; filename=\"" + card.id() + ".csv\"");
    }

    private RateCard card(ApiRequest request) {
        String id = request.id();
        return cards.card(id).orElseThrow(() -> Refusals.noSuch("rate card", id));
    }
}
