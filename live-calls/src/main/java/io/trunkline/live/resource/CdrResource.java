package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;
import static io.trunkline.live.access.UserRole.SUPPORT;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.live.board.RegistrationBoard;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.RecordCsv;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrLeg;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records of calls that have ended: {@code /cdrs}. */
final class CdrResource {

    private static final String CSV = "text/csv";
    private static final RecordCsv LINES = new RecordCsv(CdrItem.class);
    private static final int CSV_PAGE = 1_000;
    private static final long MOST_LINES = 10_000_000;

    private static final Map<String, CdrGrouping> GROUPINGS =
            Arrays.stream(CdrGrouping.values()).collect(Collectors.toMap(CdrGrouping::word, each -> each));

    /** A call with its other legs. */
    private record Row(@JsonUnwrapped CdrItem cdr, List<CdrLeg> legs) {}

    /** A call with how its price came about, who else was charged for it, and its other legs. */
    private record Detail(
            @JsonUnwrapped CdrItem cdr, List<PriceStep> steps, Tariff tariff, List<CdrTier> tiers, List<CdrLeg> legs) {}

    private final Store store;
    private final CdrSearch search;

    CdrResource(Store store, RegistrationBoard registrations) {
        this.store = store;
        search = new CdrSearch(registrations, store);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/cdrs", Route.allow(BILLING, SUPPORT), this::list)
                        .parameters(with("limit", "cursor"))
                        .giving(Route.JSON, CSV),
                Route.get("/api/v1/cdrs/groups", Route.allow(BILLING, SUPPORT), this::groups)
                        .parameters(with("by", "limit")),
                Route.get("/api/v1/cdrs/{callId}", Route.allow(BILLING, SUPPORT), this::one));
    }

    private static String[] with(String... others) {
        return Stream.concat(CdrSearch.PARAMETERS.stream(), Stream.of(others)).toArray(String[]::new);
    }

    private Answer list(ApiRequest request) {
        if (request.accepted().equals(CSV)) {
            return csv(request);
        }
        CdrFilter filter = filter(request, Parameters.limit(request));
        Listing<Cdr> page = Stored.page(request, () -> store.cdrs(request.scope(), filter));
        Map<String, List<CdrLeg>> legs = Stored.ask(request, () -> store.legs(request.scope(), page.items()));
        return Answer.json(new Listing<>(
                page.items().stream()
                        .map(cdr -> new Row(CdrItem.of(cdr), legs.get(cdr.id())))
                        .toList(),
                page.next()));
    }

    /** All records that fit, or as many as {@code limit} says, while they come from the store. */
    private Answer csv(ApiRequest request) {
        long limit = Parameters.whole(request, "limit", 1, MOST_LINES).orElse(MOST_LINES);
        CdrFilter filter = filter(request, (int) Math.min(limit, CSV_PAGE));
        // The first page is asked for here, so that a store that is away is an error and not half a file.
        Listing<Cdr> first = Stored.page(request, () -> store.cdrs(request.scope(), filter));
        return Answer.streamed(
                        CSV + "; charset=utf-8; header=present", out -> write(out, request, filter, first, limit))
                .with("Content-Disposition", "attachment; filename=\"cdrs.csv\"");
    }

    private void write(OutputStream out, ApiRequest request, CdrFilter filter, Listing<Cdr> first, long limit)
            throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(LINES.header());
        long left = limit;
        Listing<Cdr> page = first;
        while (true) {
            for (Cdr cdr :
                    page.items().subList(0, (int) Math.min(left, page.items().size()))) {
                writer.write(LINES.line(CdrItem.of(cdr)));
            }
            left -= page.items().size();
            String next = page.next();
            if (left <= 0 || next == null) {
                break;
            }
            page = Stored.page(request, () -> store.cdrs(request.scope(), filter.after(next)));
        }
        writer.flush();
    }

    private CdrFilter filter(ApiRequest request, int limit) {
        CdrFilter filter = search.of(request, limit);
        return request.parameter("cursor").map(filter::after).orElse(filter);
    }

    private Answer groups(ApiRequest request) {
        String words = Parameters.required(
                request, "by", "one or more of cause, trunk, account, destination, with commas between them");
        var by = EnumSet.noneOf(CdrGrouping.class);
        for (String word : words.split(",", -1)) {
            CdrGrouping grouping = GROUPINGS.get(word.strip());
            if (grouping == null) {
                throw ApiError.malformed(
                        "by", "by must be one or more of cause, trunk, account, destination, with commas between them");
            }
            by.add(grouping);
        }
        CdrFilter filter = search.of(request, Parameters.limit(request));
        return Answer.json(
                new Listing<>(Stored.ask(request, () -> store.cdrGroups(request.scope(), filter, by)), null));
    }

    private Answer one(ApiRequest request) {
        String callId = request.variable("callId");
        Cdr cdr = Stored.ask(request, () -> store.cdr(request.scope(), callId))
                .orElseThrow(() -> ApiError.notFound("no call that has ended has the Call-ID " + callId));
        List<CdrLeg> legs = Stored.ask(request, () -> store.legs(request.scope(), List.of(cdr)))
                .get(cdr.id());
        List<CdrTier> tiers = Stored.ask(request, () -> store.tiers(request.scope(), cdr)).stream()
                .filter(tier -> tier.accountId() != null)
                .map(CdrTier::of)
                .toList();
        return Answer.json(new Detail(CdrItem.of(cdr), cdr.steps(), cdr.tariff(), tiers, legs));
    }
}
