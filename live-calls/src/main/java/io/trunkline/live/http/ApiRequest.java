package io.trunkline.live.http;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.trunkline.live.access.Grant;
import io.trunkline.protocol.Id;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.StrictJson;
import io.trunkline.protocol.StrictJson.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, as the handlers see it. For the thread of the request only. */
public final class ApiRequest {

    /** Longest body of JSON, in bytes. */
    static final int LONGEST_JSON = 512 * 1024;

    private static final int PASSED_OVER_AT_ONCE = 64 * 1024;
    private static final int MOST_PASSED_OVER = 64 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(ApiRequest.class);

    private final ServerRequest request;
    private final Map<String, String> variables;
    private final Optional<Caller> caller;
    private final String accepted;
    private InputStream content;

    private ApiRequest(ServerRequest request, Map<String, String> variables, Optional<Caller> caller, String accepted) {
        this.request = request;
        this.variables = variables;
        this.caller = caller;
        this.accepted = accepted;
    }

    /**
     * Checks what the table says of every request: its parameters, the types of its body and of its answer.
     *
     * @throws ApiError 400, 406 or 415
     */
    static ApiRequest of(ServerRequest request, Router.Match match, Optional<Caller> caller) {
        Route route = match.route();
        for (String name : request.query().names()) {
            if (!route.parameters().contains(name)) {
                throw new ApiError(400, "unknown-parameter", name, "this path has no parameter " + name);
            }
            if (request.query().all(name).size() > 1) {
                throw ApiError.malformed(name, "the parameter " + name + " is given more than once");
            }
        }
        if (route.takes() != null && !route.takes().equals(Route.ANY) && !hasType(request, route.takes())) {
            throw new ApiError(415, "unsupported-media-type", null, "the body must be Content-Type: " + route.takes());
        }
        return new ApiRequest(request, match.variables(), caller, negotiated(request, route));
    }

    private static boolean hasType(ServerRequest request, String type) {
        try {
            return request.headers()
                    .contentType()
                    .map(given -> given.mediaType().text().equalsIgnoreCase(type))
                    .orElse(false);
        } catch (HttpException e) {
            // What is no media type is not the one that is wanted.
            return false;
        }
    }

    private static String negotiated(ServerRequest request, Route route) {
        if (route.gives().isEmpty()) {
            return null;
        }
        MediaType[] offers = route.gives().stream().map(MediaTypes::create).toArray(MediaType[]::new);
        return accepted(request, offers)
                .map(MediaType::text)
                .orElseThrow(() -> new ApiError(
                        406, "not-acceptable", null, "this path gives only " + String.join(", ", route.gives())));
    }

    private static Optional<MediaType> accepted(ServerRequest request, MediaType[] offers) {
        try {
            return request.headers().bestAccepted(offers);
        } catch (HttpException e) {
            // Nothing is acceptable to who does not say it in media types.
            return Optional.empty();
        }
    }

    /** Who asks; empty for a stranger, which only a route that is open to everybody ever sees. */
    public Optional<Caller> caller() {
        return caller;
    }

    /**
     * What who asks may do.
     *
     * @throws IllegalStateException on a route that is open to everybody
     */
    public Grant grant() {
        return caller.map(Caller::grant).orElseThrow(() -> new IllegalStateException("a stranger is granted nothing"));
    }

    /**
     * Whose things the answer may show.
     *
     * @throws IllegalStateException on a route that is open to everybody, which shows nobody's
     */
    public Scope scope() {
        return caller.map(known -> known.grant().scope())
                .orElseThrow(() -> new IllegalStateException("a stranger sees nobody's things"));
    }

    /** Whether the connection comes from this machine, and not through a proxy on it. */
    public boolean local() {
        return Gate.local(request);
    }

    /** The type of answer that was agreed on: one of those that the route gives. */
    public String accepted() {
        return accepted;
    }

    /** A variable part of the path, decoded. */
    public String variable(String name) {
        return variables.get(name);
    }

    /**
     * A variable part of the path that is the id of something of ours.
     *
     * @throws ApiError 404 when nothing can have such an id
     */
    public String id() {
        String id = variables.get("id");
        if (!Id.fits(id)) {
            throw new ApiError(404, "not-found", "id", "an id is " + Id.SHAPE);
        }
        return id;
    }

    /** A query parameter; empty when it is not given or is empty. */
    public Optional<String> parameter(String name) {
        return request.query().first(name).asOptional().filter(value -> !value.isEmpty());
    }

    /**
     * Waits for something that may take long, and is interrupted when the client of a GET hangs up meanwhile; what changes
     * something is done whether the client waits for it or not.
     *
     * @throws CloseConnectionException when the client has hung up
     */
    public <T> T whileConnected(Supplier<T> work) {
        Optional<ReadAhead> served = ClientConnections.served();
        if (!request.prologue().method().text().equals("GET") || served.isEmpty()) {
            return work.get();
        }
        try (HangupWatch watch = HangupWatch.over(served.get())) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                throw watch.gone() ? new CloseConnectionException("the client hung up", e) : e;
            }
        }
    }

    /** The address and port from which the connection comes. */
    public InetSocketAddress remotePeer() {
        if (request.remotePeer().address() instanceof InetSocketAddress peer && !peer.isUnresolved()) {
            return peer;
        }
        throw new IllegalStateException(
                "a connection without an address: " + request.remotePeer().address());
    }

    /** The address from which the connection comes. */
    public String remoteAddress() {
        return request.remotePeer().host();
    }

    /** The value of a request header. */
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** The session cookie that came with the request, whether it is worth anything or not. */
    public Optional<String> sessionCookie() {
        return Gate.cookie(request);
    }

    /**
     * The body, read strictly.
     *
     * @throws ApiError 400, 413 or 422 that names the field
     */
    public <T> T body(Class<T> type) {
        return switch (StrictJson.read(bytes(LONGEST_JSON), type)) {
            case Reading.Value<T>(T value) -> value;
            case Reading.Misfit<T> misfit -> throw ApiError.of(misfit);
        };
    }

    /**
     * The whole body.
     *
     * @param limit bytes of the longest one
     * @throws ApiError 400, or 413 when it is longer
     */
    public byte[] bytes(int limit) {
        try (InputStream in = body(limit)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw ApiError.malformed(null, "the body could not be read to its end");
        }
    }

    /**
     * The body as it comes in.
     *
     * <p>A stranger, on a route that is open to everybody, must say its length beforehand.
     *
     * @param limit bytes after which reading it raises {@link ApiError} 413
     */
    public InputStream body(long limit) {
        OptionalLong length = request.headers().contentLength();
        if (caller.isEmpty() && length.isEmpty()) {
            // Helidon holds a chunk in memory whatever its size: not a stranger's.
            throw new ApiError(411, "length-required", null, "the body must come with Content-Length");
        }
        if (length.isPresent() && length.getAsLong() > limit) {
            throw LimitedInput.tooLarge(limit);
        }
        return new LimitedInput(content(), limit);
    }

    private InputStream content() {
        if (content == null) {
            content = request.content().inputStream();
        }
        return content;
    }

    /**
     * Reads on, 64 MiB at most, when the answer is sent before the end of the body, and forgets what it reads: a client that still
     * sends when the connection is closed never reads the answer (RFC 9112, 9.6). Only for who was let in, and not where the
     * client waits for leave to send.
     */
    void passOverRest() {
        if (caller.isEmpty()
                || request.content().consumed()
                || request.headers().contains(HeaderNames.EXPECT)) {
            return;
        }
        var bytes = new byte[PASSED_OVER_AT_ONCE];
        try {
            int read = 0;
            for (int left = MOST_PASSED_OVER; left > 0 && read >= 0; left -= read) {
                read = content().read(bytes);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a body broke off", e);
        }
    }
}
