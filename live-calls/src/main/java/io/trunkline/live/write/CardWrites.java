package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.Request;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RatesCsv;
import io.trunkline.tariff.RatesCsv.Result;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sets rate cards and their rates. New rates are written in full before the card that names them, so that no
 * reader ever prices by half a card. The version that they replace stays in the topic until the next upload: a
 * process that has not seen the new card yet still finds its rates.
 */
public final class CardWrites {

    /** Longest CSV, in bytes: a million lines of some 250. */
    public static final long LONGEST_CSV = 256L * 1024 * 1024;

    /** Chunks that no card names are deleted when they are older than an upload can last. */
    static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DECIMALS = 12;
    private static final int DEFAULT_DECIMALS = 6;
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Views views;
    private final TopicWriter writer;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Uploads uploads = new Uploads();

    /** Cards of these views, written by this writer. */
    public CardWrites(Views views, TopicWriter writer, InstantSource clock) {
        this.views = views;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * What became of a write.
     *
     * @param card as it stands now
     * @param created whether there was none before
     */
    public record Set(RateCard card, boolean created) {}

    /**
     * Sets a card as the body says, its rates kept; what the body leaves out takes its default.
     *
     * @throws ApiError naming the field that does not fit
     */
    public Set put(Request request) throws InterruptedException {
        String id = request.id();
        CardBody body = request.body(CardBody.class);
        oneAtATime.lock();
        try {
            Optional<RateCard> before = views.rateCards().card(id);
            RateCard card = checked(id, body, before);
            checkAccounts(card);
            writer.write(Topic.RATE_CARDS, id, card);
            return new Set(card, before.isEmpty());
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Replaces the rates of a card by those of the body, all or none.
     *
     * @throws ApiError naming every line that does not fit
     */
    public RateCard putRates(Request request) throws InterruptedException {
        String id = request.id();
        card(id);
        return uploads.inTurn(() -> {
            List<Rate> rates = parsed(request);
            oneAtATime.lock();
            try {
                return replace(card(id), rates);
            } finally {
                oneAtATime.unlock();
            }
        });
    }

    private RateCard replace(RateCard before, List<Rate> rates) throws InterruptedException {
        String version = VERSION.format(clock.instant());
        var chunks = new RateChunks(before.id(), version, rates);
        writer.writeAll(Topic.RATE_CARDS, chunks);
        var card = new RateCard(
                before.id(),
                before.name(),
                before.currency(),
                before.timeZone(),
                before.decimals(),
                before.rounding(),
                version,
                chunks.written(),
                rates.size());
        writer.write(Topic.RATE_CARDS, card.id(), card);
        var kept = before.ratesVersion() == null ? List.of(version) : List.of(version, before.ratesVersion());
        Instant stale = clock.instant().minus(LONGEST_UPLOAD);
        writer.delete(Topic.RATE_CARDS, views.rateCards().staleChunks(card.id(), kept, stale));
        return card;
    }

    private static List<Rate> parsed(Request request) {
        try {
            return switch (RatesCsv.parse(request.body(LONGEST_CSV))) {
                case Result.Rates good -> good.rates();
                case Result.Refused refused ->
                    throw BadLines.refusal(
                            refused.lines().stream()
                                    .map(bad -> new ApiError.Line(
                                            bad.line(), bad.column().isEmpty() ? null : bad.column(), bad.message()))
                                    .toList(),
                            refused.total());
            };
        } catch (UncheckedIOException e) {
            throw ApiError.malformed(null, "the file did not come in to its end; nothing was changed");
        }
    }

    private RateCard card(String id) {
        return views.rateCards().card(id).orElseThrow(() -> ApiError.notFound("there is no rate card " + id));
    }

    private static RateCard checked(String id, CardBody body, Optional<RateCard> before) {
        int rates = before.map(RateCard::rates).orElse(0);
        String version = before.map(RateCard::ratesVersion).orElse(null);
        Check.readOnly("id", body.id(), id, "it is the one in the path");
        Check.readOnly("rates", body.rates(), rates, "it counts the rates that were uploaded");
        Check.readOnly("ratesVersion", body.ratesVersion(), version, "it names the rates that were uploaded");
        int decimals = Objects.requireNonNullElse(body.decimals(), DEFAULT_DECIMALS);
        Check.that(decimals >= 0 && decimals <= MOST_DECIMALS, "decimals", "must be 0 to " + MOST_DECIMALS);
        String zone = Objects.requireNonNullElse(body.timeZone(), "UTC");
        Check.that(
                zone.equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone),
                "timeZone",
                "must be an IANA name such as Europe/Berlin");
        return new RateCard(
                id,
                Check.text("name", body.name(), LONGEST_NAME),
                Check.currency("currency", body.currency()),
                zone,
                decimals,
                Objects.requireNonNullElse(body.rounding(), Rounding.HALF_UP),
                version,
                before.map(RateCard::chunks).orElse(0),
                rates);
    }

    private void checkAccounts(RateCard card) {
        views.accounts().accounts().stream()
                .filter(account -> card.id().equals(account.rateCardId()))
                .filter(account -> !account.currency().equals(card.currency()))
                .findAny()
                .ifPresent(account -> {
                    throw ApiError.conflict(
                            "currency", "the account " + account.id() + " uses this card in " + account.currency());
                });
    }
}
