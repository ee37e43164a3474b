package io.trunkline.live.resource;

import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.storage.connection.StoreException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store, and says in the API's words what went wrong. */
final class Stored {

    private static final Logger LOG = LoggerFactory.getLogger(Stored.class);

    private Stored() {}

    /** Asks for who sent a request: if the client hangs up meanwhile, the statement ends at the server. */
    static <T> T ask(ApiRequest request, Supplier<T> query) {
        return request.whileConnected(() -> ask(query));
    }

    /** Asks for whom it must be known, whether the client waits or not. */
    static <T> T ask(Supplier<T> query) {
        try {
            return query.get();
        } catch (StoreException e) {
            switch (e.category()) {
                case UNAVAILABLE -> {
                    if (!Thread.currentThread().isInterrupted()) {
                        LOG.warn("The store did not answer: {}", e.getMessage());
                    }
                    throw ApiError.unavailable("the store does not answer; try again later");
                }
                case TOO_MUCH -> {
                    LOG.warn("A question was too large for the store: {}", e.getMessage());
                    throw ApiError.invalid(
                            "since", "this asks more of the store than one question may: ask for a shorter time");
                }
                case REFUSED -> throw e;
            }
            throw e;
        }
    }

    /** Asks for a page: a cursor that the store does not know is the caller's mistake. */
    static <T> Listing<T> page(ApiRequest request, Supplier<io.trunkline.storage.connection.Page<T>> query) {
        try {
            io.trunkline.storage.connection.Page<T> page = ask(request, query);
            return new Listing<>(page.items(), page.next());
        } catch (IllegalArgumentException e) {
            throw Listing.badCursor();
        }
    }
}
