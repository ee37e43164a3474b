package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.customers.Accounts;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.ChargedCalls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each answered call costs an account, on whatever tier it pays, in the order in which the calls began: {@code
 * /accounts/{id}/calls}. Of a provider these are the calls that it carried, which its own records are held against.
 */
final class ChargedCallResource {

    private static final Instant LATEST = Instant.parse("2261-12-31T23:59:59Z");

    /** Whoever asks wants all of a month, and the store takes no longer for so many than for a thousand. */
    private static final int MOST = 10_000;

    private static final Map<String, Payer.Role> ROLES = new TreeMap<>(Map.of(
            "caller", Payer.Role.CALLER,
            "reseller", Payer.Role.RESELLER,
            "provider", Payer.Role.PROVIDER,
            "number", Payer.Role.NUMBER));

    /** One tier of a call; the parts are those of {@link Cdr}. */
    private record Charged(
            String id,
            String callId,
            int level,
            Payer.Role role,
            String from,
            String to,
            Instant startedAt,
            Instant answeredAt,
            Instant endedAt,
            long durationMillis,
            long billedSeconds,
            Cdr.Rating rating,
            BigDecimal price,
            String currency,
            String target) {

        static Charged of(Cdr cdr) {
            return new Charged(
                    cdr.id(),
                    cdr.callId(),
                    cdr.level(),
                    cdr.role(),
                    cdr.from(),
                    cdr.to(),
                    cdr.startedAt(),
                    cdr.answeredAt(),
                    cdr.endedAt(),
                    cdr.durationMillis(),
                    cdr.billedSeconds(),
                    cdr.rating(),
                    cdr.price(),
                    cdr.currency(),
                    cdr.target());
        }
    }

    private final Accounts accounts;
    private final Store store;

    ChargedCallResource(Accounts accounts, Store store) {
        this.accounts = accounts;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/accounts/{id}/calls", Route.allow(BILLING), this::list)
                .parameters("role", "since", "until", "limit", "cursor"));
    }

    private Answer list(ApiRequest request) {
        String id = request.id();
        if (accounts.account(id)
                .filter(account -> request.scope().covers(account.id()))
                .isEmpty()) {
            throw Refusals.noSuch("account", id);
        }
        var calls = new ChargedCalls(
                Parameters.time(request, "since").orElse(Instant.EPOCH),
                Parameters.time(request, "until").orElse(LATEST),
                id,
                null,
                Parameters.oneOf(request, "role", ROLES).orElse(null),
                request.parameter("cursor").orElse(null),
                Parameters.limit(request, MOST));
        Listing<Cdr> page = Stored.page(request, () -> store.chargedCalls(request.scope(), calls));
        return Answer.json(new Listing<>(page.items().stream().map(Charged::of).toList(), page.next()));
    }
}
