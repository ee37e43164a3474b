package io.trunkline.embedded.clickhouse;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers ClickHouse's HTTP interface with the embedded engine: as much of it as its JDBC driver and its Java client
 * with their default settings, {@code curl} and Grafana speak.
 *
 * <p>The statement is the URL's {@code query} followed by the body. Parameters, settings, {@code database}, formats,
 * gzip and ClickHouse's compressed frames for answers work as in the server. A GET is read-only. Not there, and refused
 * by name: compressed frames in requests ({@code decompress=1}) and sessions. Every request but the check of life bears
 * the name and password of one of {@link ClickHouseUsers}; those that a browser sends for a foreign page are refused.
 *
 * <p>Called by the server on a virtual thread for each request, which waits while a thread of the engine reads the body,
 * runs the statement and writes the answer.
 */
final class HttpInterface implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpInterface.class);
    private static final int FIRST_READ_BYTES = 64 * 1024;
    private static final int ARRAY_LIMIT = Integer.MAX_VALUE - 16;

    /** What ends other statements does not wait behind them. */
    private static final Pattern KILL = Pattern.compile("\\s*KILL\\s", Pattern.CASE_INSENSITIVE);

    private static final int BEGINNING_BYTES = 64;

    private static final Pattern LOOPBACK_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    private static final Pattern LOOPBACK_ORIGIN = Pattern.compile("https?://" + LOOPBACK_HOST.pattern());

    private static final HeaderName QUERY_ID = HeaderNames.create("X-ClickHouse-Query-Id");
    private static final HeaderName TIME_ZONE = HeaderNames.create("X-ClickHouse-Timezone");
    static final HeaderName FORMAT = HeaderNames.create("X-ClickHouse-Format");
    static final HeaderName SUMMARY = HeaderNames.create("X-ClickHouse-Summary");
    private static final HeaderName SERVER = HeaderNames.create("X-ClickHouse-Server-Display-Name");
    private static final HeaderName EXCEPTION_CODE = HeaderNames.create("X-ClickHouse-Exception-Code");

    private final ChdbEngine engine;
    private final Logins logins;
    private final long bodyLimitBytes;

    HttpInterface(ChdbEngine engine, Logins logins, long bodyLimitBytes) {
        this.engine = engine;
        this.logins = logins;
        this.bodyLimitBytes = bodyLimitBytes;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String newQueryId = UUID.randomUUID().toString();
        response.header(SERVER, "trunkline");
        response.header(TIME_ZONE, "UTC");
        try {
            if (isForForeignPage(request)) {
                response.status(Status.FORBIDDEN_403)
                        .send("Only requests of this machine itself are answered: see the Host and Origin headers.\n");
                return;
            }
            StatementRequest statement = StatementRequest.read(
                    request.query().rawValue(), name -> request.headers().first(HeaderNames.create(name)), newQueryId);
            response.header(QUERY_ID, statement.queryId());
            ClickHouseUsers.Right right = logins.enter(statement.credentials());
            if (request.headers().contentLength().orElse(0) > bodyLimitBytes) {
                throw new BodyTooLargeException(bodyLimitBytes);
            }
            var input = new PushbackInputStream(
                    new LimitedInputStream(input(statement, request), bodyLimitBytes), BEGINNING_BYTES);
            byte[] beginning = input.readNBytes(BEGINNING_BYTES);
            input.unread(beginning);
            ChdbEngine.SessionWork work = session -> answer(session, right, statement, input, request, response);
            if (KILL.matcher(new String(beginning, StandardCharsets.ISO_8859_1)).lookingAt()) {
                engine.besideAllSessions(work);
            } else {
                engine.inSession(work);
            }
        } catch (ChdbException e) {
            refuse(response, Status.create(e.httpStatus()), e);
        } catch (BodyTooLargeException e) {
            refuse(response, Status.REQUEST_ENTITY_TOO_LARGE_413, tooLarge(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("The embedded ClickHouse stops", e);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
            if (!(cause instanceof ZipException)) {
                throw new CloseConnectionException("The client went away", e);
            }
            refuse(
                    response,
                    Status.BAD_REQUEST_400,
                    new ChdbException(ChdbException.BAD_ARGUMENTS, "The body is not gzip: " + cause.getMessage()));
        } catch (Exception e) {
            LOG.error("Embedded ClickHouse failed on a statement", e);
            refuse(
                    response,
                    Status.INTERNAL_SERVER_ERROR_500,
                    new ChdbException(ChdbException.LOGICAL_ERROR, "The embedded engine failed: " + e));
        }
    }

    private void answer(
            ChdbSession session,
            ClickHouseUsers.Right right,
            StatementRequest statement,
            InputStream input,
            ServerRequest request,
            ServerResponse response)
            throws ChdbException, IOException {
        boolean reader = right == ClickHouseUsers.Right.READ;
        if (statement.database().isPresent()) {
            session.useDatabase(statement.database().get());
        }
        if (reader) {
            ReaderRules.checkSettings(statement.settings());
        }
        session.set(statement.settings());
        if (reader) {
            session.becomeReader();
        } else if (request.prologue().method().text().equals("GET")) {
            session.set(Map.of("readonly", "2"));
        }
        byte[] text = input.readNBytes(FIRST_READ_BYTES);
        boolean complete = text.length < FIRST_READ_BYTES;
        StatementText kind = StatementText.read(text, text.length, complete);
        while (kind instanceof StatementText.Unfinished) {
            byte[] more = input.readNBytes(Math.min(text.length, ARRAY_LIMIT - text.length));
            complete = more.length < text.length;
            int known = text.length;
            text = Arrays.copyOf(text, known + more.length);
            System.arraycopy(more, 0, text, known, more.length);
            kind = StatementText.read(text, text.length, complete);
        }
        switch (kind) {
            case StatementText.InsertOfData insert -> {
                if (reader) {
                    throw ReaderRules.refused("an INSERT does more");
                }
                insert(session, statement, insert, rest(text, insert.dataOffset(), input), response);
            }
            case StatementText.Whole whole ->
                query(session, reader, statement, whole, new String(text, StandardCharsets.UTF_8), request, response);
            case StatementText.Unfinished unfinished ->
                throw new IllegalStateException("A complete text cannot be unfinished: " + unfinished);
        }
    }

    private static InputStream input(StatementRequest statement, ServerRequest request) {
        InputStream body =
                request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        return statement.sql().isEmpty()
                ? body
                : new SequenceInputStream(
                        new ByteArrayInputStream((statement.sql() + "\n").getBytes(StandardCharsets.UTF_8)), body);
    }

    private static InputStream rest(byte[] text, int offset, InputStream input) {
        return new SequenceInputStream(new ByteArrayInputStream(text, offset, text.length - offset), input);
    }

    private static void insert(
            ChdbSession session,
            StatementRequest statement,
            StatementText.InsertOfData insert,
            InputStream data,
            ServerResponse response)
            throws ChdbException, IOException {
        long begin = System.nanoTime();
        StatementSummary summary = session.insert(insert.sql(), insert.format(), statement.parameters(), data);
        response.header(SUMMARY, summary.toHeader(System.nanoTime() - begin));
        response.header(FORMAT, statement.format());
        response.send(new byte[0]);
    }

    private static void query(
            ChdbSession session,
            boolean reader,
            StatementRequest statement,
            StatementText.Whole whole,
            String sql,
            ServerRequest request,
            ServerResponse response)
            throws ChdbException, IOException {
        StatementClass sort = session.classify(sql);
        if (sort.statements() > 1) {
            throw new ChdbException(ChdbException.SYNTAX_ERROR, "Syntax error: one statement at a time is taken");
        }
        if (reader) {
            ReaderRules.check(sql, sort, statement.parameters());
        }
        String format = whole.format().orElse(statement.format());
        ResultWriter writer = new ResultWriter(statement, format, request, response);
        try {
            if (whole.query() && sort.readOnly() && writer.takesPieces()) {
                session.stream(sql, format, statement.parameters(), writer);
            } else {
                session.query(sql, format, statement.parameters(), writer);
            }
            writer.end();
        } catch (ChdbException e) {
            writer.fail(e);
        }
    }

    private static ChdbException tooLarge(BodyTooLargeException e) {
        return new ChdbException(ChdbException.QUERY_IS_TOO_LARGE, "Request is refused: " + e.getMessage());
    }

    private static void refuse(ServerResponse response, Status status, ChdbException error) {
        if (error.code() == ChdbException.AUTHENTICATION_FAILED) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"ClickHouse\"");
        }
        response.header(EXCEPTION_CODE, Integer.toString(error.code()));
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
        try {
            response.status(status).send(error.getMessage() + "\n");
        } catch (UncheckedIOException e) {
            // As who has their own statement ended does.
            throw new CloseConnectionException("The client went away", e);
        }
    }

    /** A page of another site may make a browser on this machine send requests here; its name then gives it away. */
    private static boolean isForForeignPage(ServerRequest request) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        String host = request.headers().first(HeaderNames.HOST).orElse("localhost");
        return !LOOPBACK_HOST.matcher(host).matches()
                || origin.filter(name -> !LOOPBACK_ORIGIN.matcher(name).matches())
                        .isPresent();
    }
}
