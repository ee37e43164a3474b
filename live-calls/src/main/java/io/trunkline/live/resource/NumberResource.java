package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.customers.Numbers;
import io.trunkline.customers.change.NumberChanges;
import io.trunkline.customers.change.NumberDraft;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.PhoneNumber;
import java.util.List;

/** Numbers: {@code /numbers}. Within a scope those of its accounts. */
final class NumberResource {

    /** A number without when its account got it. */
    private record Shown(
            @JsonUnwrapped @JsonIgnoreProperties("since") PhoneNumber number) {}

    private record Imported(int lines) {}

    /** Longest CSV, in bytes: a hundred thousand lines of some 160. */
    private static final long LONGEST_CSV = 16L * 1024 * 1024;

    private final Numbers numbers;
    private final NumberChanges changes;

    NumberResource(Numbers numbers, NumberChanges changes) {
        this.numbers = numbers;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/numbers", Route.allow(BILLING), this::list).parameters("limit", "cursor"),
                Route.put("/api/v1/numbers", Route.allow(BILLING), this::putAll).taking("text/csv"),
                Route.get("/api/v1/numbers/{id}", Route.allow(BILLING), this::one),
                Route.put("/api/v1/numbers/{id}", Route.allow(BILLING), this::put));
    }

    private Answer list(ApiRequest request) {
        List<PhoneNumber> covered = numbers.all().stream()
                .filter(number -> request.scope().covers(number.accountId()))
                .toList();
        Listing<PhoneNumber> page = Listing.of(request, covered, PhoneNumber::number);
        return Answer.json(new Listing<>(page.items().stream().map(Shown::new).toList(), page.next()));
    }

    private Answer putAll(ApiRequest request) throws InterruptedException {
        return Answer.json(new Imported(Refusals.orMade(changes.putAll(request.body(LONGEST_CSV)), "number", null)
                .now()));
    }

    private Answer one(ApiRequest request) {
        String digits = request.id();
        return Answer.json(numbers.one(digits)
                .filter(number -> request.scope().covers(number.accountId()))
                .map(Shown::new)
                .orElseThrow(() -> Refusals.noSuch("number", digits)));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        var made = Refusals.orMade(changes.put(request.id(), request.body(NumberDraft.class)), "number", request.id());
        return Answer.json(made.created() ? 201 : 200, new Shown(made.now()));
    }
}
