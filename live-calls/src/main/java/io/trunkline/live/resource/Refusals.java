package io.trunkline.live.resource;

import io.trunkline.customers.change.Change;
import io.trunkline.customers.change.Problem;
import io.trunkline.live.http.ApiError;
import io.trunkline.tariff.BadLine;

/** Says in HTTP why something was not changed. */
final class Refusals {

    /** Seconds after which a file may be sent again that had to wait for another. */
    private static final String RETRY_AFTER = "30";

    private Refusals() {}

    /**
     * A change that was made.
     *
     * @param thing what is changed, for people
     * @param id of it
     * @throws ApiError that says why it was not made
     */
    static <T> Change.Made<T> orMade(Change<T> change, String thing, String id) {
        return switch (change) {
            case Change.Made<T> made -> made;
            case Change.Refused<T>(var problems) -> throw of(problems.getFirst());
            case Change.BadFile<T> file -> throw badFile(file);
            case Change.Absent<T> absent -> throw noSuch(thing, id);
            case Change.BrokenOff<T> brokenOff ->
                throw ApiError.malformed(null, "the file did not come in to its end; nothing was changed");
            case Change.Busy<T> busy ->
                throw ApiError.unavailable("another file is being uploaded; try again when that is done")
                        .with("Retry-After", RETRY_AFTER);
            case Change.NotNow<T>(var message) -> throw ApiError.unavailable(message);
        };
    }

    /** 409 or 422: something does not fit. */
    static ApiError of(Problem problem) {
        return switch (problem.kind()) {
            case INVALID -> ApiError.invalid(problem.field(), problem.message());
            case CONFLICT -> ApiError.conflict(problem.field(), problem.message());
        };
    }

    /** 404: there is no such thing. */
    static ApiError noSuch(String thing, String id) {
        return ApiError.notFound("there is no " + thing + " " + id);
    }

    private static ApiError badFile(Change.BadFile<?> file) {
        String things = file.total() == 1 ? "1 thing is" : file.total() + " things are";
        return ApiError.badLines(
                "nothing was changed: " + things + " wrong with this file",
                file.lines().stream().map(Refusals::line).toList());
    }

    private static ApiError.Line line(BadLine bad) {
        return new ApiError.Line(bad.line(), bad.column().isEmpty() ? null : bad.column(), bad.message());
    }
}
