package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;
import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.live.search.Found;
import io.trunkline.live.search.Search;
import io.trunkline.live.search.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The one search: {@code /search}. */
final class SearchResource {

    /** Where there is something, and what the text was taken for. */
    private record Answered(String understood, List<Item> items) {}

    private record Item(String view, String as, String find, long count) {

        static Item of(Found found) {
            return new Item(found.view().name().toLowerCase(Locale.ROOT), found.as(), found.find(), found.count());
        }
    }

    private final Search search;

    SearchResource(Search search) {
        this.search = search;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/search", Route.allow(NOC, SUPPORT, BILLING), this::answer)
                .parameters("q", "since"));
    }

    private Answer answer(ApiRequest request) {
        String typed = Parameters.required(request, "q", "a number, a user, an account, an address or a Call-ID");
        Instant since = Parameters.time(request, "since").orElse(null);
        Term term = Term.of(typed).orElseThrow(() -> ApiError.malformed("q", "q must have 2 to 200 characters"));
        List<Found> found = Stored.ask(request, () -> search.find(request.grant(), term, since));
        return Answer.json(
                new Answered(words(term), found.stream().map(Item::of).toList()));
    }

    private static String words(Term term) {
        return switch (term.kind()) {
            case NUMBER -> "numbers that begin with +" + term.text();
            case ADDRESS -> "the address " + term.text();
            case NAME -> "a user, account or Call-ID: " + term.written();
        };
    }
}
