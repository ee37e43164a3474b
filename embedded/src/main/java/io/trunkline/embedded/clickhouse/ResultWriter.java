package io.trunkline.embedded.clickhouse;

import com.clickhouse.data.stream.Lz4OutputStream;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Sends the result of one statement: headers, compression, and pieces joined as their format needs it.
 *
 * <p>Belongs to the thread that runs the statement.
 */
final class ResultWriter implements ChdbSession.ResultSink, ResponseBody.Target {
    private static final int FRAME_BYTES = 256 * 1024;

    private final ServerResponse response;
    private final ResultFormat.Joining joining;
    private final ResponseBody body;
    private final OutputStream out;
    private final long begin = System.nanoTime();
    private StatementSummary summary = StatementSummary.NOTHING;
    private int headerLength = -1;

    ResultWriter(StatementRequest statement, String format, ServerRequest request, ServerResponse response)
            throws IOException {
        this.response = response;
        this.joining = ResultFormat.joining(format);
        this.body = new ResponseBody(this);
        boolean gzip = statement.httpCompression()
                && request.headers()
                        .first(HeaderNames.ACCEPT_ENCODING)
                        .orElse("")
                        .contains("gzip");
        response.header(HttpInterface.FORMAT, format);
        response.header(HeaderNames.CONTENT_TYPE, ResultFormat.contentType(format));
        if (gzip) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            out = new GZIPOutputStream(body);
        } else if (statement.compressedFrames()) {
            out = compressedFrames(body);
        } else {
            out = body;
        }
    }

    /**
     * ClickHouse's compressed frames, as a client asks for with {@code compress=1}, by the client library's own writer: it
     * is marked as going away with the library's first version, and its successor is not for others to use.
     */
    @SuppressWarnings("deprecation")
    private static OutputStream compressedFrames(OutputStream target) {
        return new Lz4OutputStream(target, FRAME_BYTES, null);
    }

    boolean takesPieces() {
        return joining != ResultFormat.Joining.NONE;
    }

    @Override
    public void accept(byte[] piece, StatementSummary soFar) throws IOException {
        summary = soFar;
        int from = 0;
        if (joining == ResultFormat.Joining.ROW_BINARY_HEADER && piece.length > 0) {
            if (headerLength < 0) {
                headerLength = ResultFormat.rowBinaryHeaderLength(piece);
            } else {
                from = headerLength;
            }
        }
        out.write(piece, from, piece.length - from);
    }

    void end() throws IOException {
        out.close();
    }

    /** Tells an error by status while that is possible, and by breaking the connection off when it is not. */
    void fail(ChdbException error) throws ChdbException, IOException {
        if (!body.begun()) {
            response.headers().remove(HeaderNames.CONTENT_ENCODING);
            throw error;
        }
        out.write(("\n" + error.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        throw new CloseConnectionException("A statement failed in the middle of its result", error);
    }

    @Override
    public OutputStream begin() {
        addSummary();
        return response.outputStream();
    }

    @Override
    public void sendWhole(byte[] whole) {
        addSummary();
        response.send(whole);
    }

    private void addSummary() {
        response.header(HttpInterface.SUMMARY, summary.toHeader(System.nanoTime() - begin));
    }
}
