package io.trunkline.embedded.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One connection to the engine, for one request: its database, its settings and one statement.
 *
 * <p>Not for more than one thread at a time.
 */
final class ChdbSession implements AutoCloseable {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final String NO_FORMAT = "TabSeparated";

    private final ChdbLibrary library;
    private final MemorySegment connection;

    ChdbSession(ChdbLibrary library, MemorySegment connection) {
        this.library = library;
        this.connection = connection;
    }

    /** Takes the pieces of a result in their order. */
    @FunctionalInterface
    interface ResultSink {
        /**
         * Takes a piece, whose bytes the sink may keep.
         *
         * @param piece the bytes, in the format asked for
         * @param soFar what the statement has read and written by now
         */
        void accept(byte[] piece, StatementSummary soFar) throws IOException;
    }

    /** Makes a database the one in which unqualified names are looked up. */
    void useDatabase(String database) throws ChdbException {
        run("USE " + quote(database, '`'));
    }

    /** Sets settings for the statements that follow; names are checked by the caller. */
    void set(Map<String, String> settings) throws ChdbException {
        if (!settings.isEmpty()) {
            run(settings.entrySet().stream()
                    .map(setting -> setting.getKey() + " = " + quote(setting.getValue(), '\''))
                    .collect(Collectors.joining(", ", "SET ", "")));
        }
    }

    /** From now on the session has the rights of the role reader and changes nothing, not even settings. */
    void becomeReader() throws ChdbException {
        run("SET ROLE " + ClickHouseUsers.READER);
        run("SET readonly = 1");
    }

    /** Says what a text would do, without running it. */
    StatementClass classify(String sql) {
        return library.classify(connection, sql);
    }

    /**
     * Runs a statement without data of its own and hands its whole result to the sink, at once.
     *
     * @param format the format of the result if the statement names none
     * @param parameters the values of {@code {name:Type}} placeholders
     */
    void query(String sql, String format, Map<String, String> parameters, ResultSink sink)
            throws ChdbException, IOException {
        MemorySegment result = library.query(connection, sql, format, parameters);
        try {
            failOn(library.resultError(result));
            sink.accept(library.resultBytes(result), library.summary(result));
        } finally {
            library.destroyResult(result);
        }
    }

    /**
     * Runs a SELECT and hands its result to the sink block by block. Each block is formatted on its own, with its own
     * header if the format has one.
     */
    void stream(String sql, String format, Map<String, String> parameters, ResultSink sink)
            throws ChdbException, IOException {
        MemorySegment stream = library.streamQuery(connection, sql, format, parameters);
        boolean ended = false;
        try {
            failOn(library.resultError(stream));
            while (!ended) {
                MemorySegment piece = library.streamFetch(connection, stream);
                try {
                    failOn(library.resultError(piece));
                    byte[] bytes = library.resultBytes(piece);
                    ended = bytes.length == 0;
                    if (!ended) {
                        sink.accept(bytes, library.summary(piece));
                    }
                } finally {
                    library.destroyResult(piece);
                }
            }
        } finally {
            if (!ended) {
                library.streamCancel(connection, stream);
            }
            library.destroyResult(stream);
        }
    }

    /**
     * Inserts data of any bytes. Data that does not end in order is not committed, but for blocks of a million rows
     * that were complete before: the unit that ClickHouse writes at once is the block, here as in its server.
     *
     * @param sql the statement up to its FORMAT or VALUES
     * @param format the format of the data
     * @return what was written
     */
    StatementSummary insert(String sql, String format, Map<String, String> parameters, InputStream data)
            throws ChdbException, IOException {
        MemorySegment stream = library.insertOpen(connection, sql, format, parameters);
        try (Arena arena = Arena.ofConfined()) {
            failOn(library.insertError(stream));
            MemorySegment nativeChunk = arena.allocate(CHUNK_BYTES);
            byte[] chunk = new byte[CHUNK_BYTES];
            boolean accepted = true;
            while (accepted) {
                int n = data.read(chunk);
                if (n < 0) {
                    break;
                }
                MemorySegment.copy(chunk, 0, nativeChunk, ValueLayout.JAVA_BYTE, 0, n);
                accepted = library.insertAppend(stream, nativeChunk, n);
            }
            MemorySegment result = library.insertDone(stream);
            try {
                failOn(library.resultError(result));
                failOn(library.insertError(stream));
                return library.summary(result);
            } finally {
                library.destroyResult(result);
            }
        } finally {
            library.insertDestroy(stream);
        }
    }

    @Override
    public void close() {
        library.closeConnection(connection);
    }

    private void run(String sql) throws ChdbException {
        MemorySegment result = library.query(connection, sql, NO_FORMAT, Map.of());
        try {
            failOn(library.resultError(result));
        } finally {
            library.destroyResult(result);
        }
    }

    private static void failOn(Optional<String> error) throws ChdbException {
        if (error.isPresent()) {
            throw ChdbException.ofEngine(error.get());
        }
    }

    private static String quote(String text, char mark) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(mark);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == mark || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append(mark).toString();
    }
}
