package io.trunkline.live.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.protocol.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is refused, or cannot be served now: what the caller is told. It carries no stack trace, since
 * it says what a caller did and not where in the code that was noticed.
 */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A line of an uploaded file that does not fit.
     *
     * @param line its number, from 1 for the header
     * @param column name of the column; null when the line as a whole is meant
     * @param message what is wrong with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(long line, String column, String message) {}

    /** The answer's body. */
    record Body(Detail error) {}

    /** What is wrong. A field or lines are shown only where there are any. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detail(String code, String message, String field, List<Line> lines) {}

    private final int status;
    private final String code;
    private final String field;
    private final transient List<Line> lines;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param code for programs; stays the same when the message is worded better
     * @param field what it is about: a field of the body or a parameter; null when it is neither
     * @param message for people: what is wrong and what to do
     */
    public ApiError(int status, String code, String field, String message) {
        this(status, code, field, message, List.of());
    }

    private ApiError(int status, String code, String field, String message, List<Line> lines) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.lines = lines;
    }

    /** 400 or 422: what was sent does not fit. */
    static ApiError of(StrictJson.Reading.Misfit<?> misfit) {
        return switch (misfit.kind()) {
            case UNREADABLE -> malformed(misfit.field(), misfit.message());
            case UNKNOWN_FIELD -> new ApiError(400, "unknown-field", misfit.field(), misfit.message());
            case INVALID -> invalid(misfit.field(), misfit.message());
        };
    }

    /** 400: the request cannot be read. */
    public static ApiError malformed(String field, String message) {
        return new ApiError(400, "malformed", field, message);
    }

    /** 404: there is no such thing, or none that this caller may see. */
    public static ApiError notFound(String message) {
        return new ApiError(404, "not-found", null, message);
    }

    /** 409: it contradicts what is there. */
    public static ApiError conflict(String field, String message) {
        return new ApiError(409, "conflict", field, message);
    }

    /** 422: it can be read, but a value does not fit. */
    public static ApiError invalid(String field, String message) {
        return new ApiError(422, "invalid", field, message);
    }

    /** 422 of a file: every line that does not fit. */
    public static ApiError badLines(String message, List<Line> lines) {
        return new ApiError(422, "bad-lines", null, message, List.copyOf(lines));
    }

    /** 503: it may be tried again later. */
    public static ApiError unavailable(String message) {
        return new ApiError(503, "unavailable", null, message);
    }

    /** This refusal with a header more: what the caller may do instead, or when. */
    public ApiError with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** For programs. */
    public String code() {
        return code;
    }

    /** What it is about; null when it is about no field. */
    public String field() {
        return field;
    }

    Map<String, String> headers() {
        return headers;
    }

    Body body() {
        return new Body(new Detail(code, getMessage(), field, lines.isEmpty() ? null : lines));
    }
}
