package io.trunkline.embedded.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.trunkline.embedded.EmbeddedStartException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The C interface of the ClickHouse engine's library ({@code chdb.h}), one method for each function used.
 *
 * <p>A handle that the library gives out is a bare address: it must be used on one thread at a time and given back
 * exactly once. All calls block natively, so they belong on platform threads: a virtual thread would hold its carrier
 * for the whole statement. The library is loaded once and stays until the process ends, because its threads outlive
 * every connection.
 */
@SuppressWarnings("restricted") // Calling a C library is what this class is for; the launcher allows it by name.
final class ChdbLibrary {
    /** {@code chdb_query_analysis_v1}: struct_size, statement_count, flags, query_class, each 32 bits. */
    private static final MemoryLayout ANALYSIS = MemoryLayout.sequenceLayout(4, JAVA_INT);

    /** {@code CHDB_QUERY_READ_ONLY}. */
    private static final int READ_ONLY = 0;

    private static final ValueLayout SIZE = JAVA_LONG;
    private static final AddressLayout CONNECTION_POINTER =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(1, ADDRESS));

    private static Optional<ChdbLibrary> loaded = Optional.empty();

    private final MethodHandle connect;
    private final MethodHandle closeConnection;
    private final MethodHandle query;
    private final MethodHandle streamQuery;
    private final MethodHandle streamFetch;
    private final MethodHandle streamCancel;
    private final MethodHandle destroyResult;
    private final MethodHandle resultBuffer;
    private final MethodHandle resultLength;
    private final MethodHandle resultError;
    private final MethodHandle rowsRead;
    private final MethodHandle bytesRead;
    private final MethodHandle storageRowsRead;
    private final MethodHandle storageBytesRead;
    private final MethodHandle rowsWritten;
    private final MethodHandle bytesWritten;
    private final MethodHandle insertOpen;
    private final MethodHandle insertAppend;
    private final MethodHandle insertDone;
    private final MethodHandle insertError;
    private final MethodHandle insertDestroy;
    private final MethodHandle classify;

    private ChdbLibrary(SymbolLookup symbols) {
        ForeignFunctions functions = new ForeignFunctions(symbols);
        FunctionDescriptor withParameters = FunctionDescriptor.of(
                ADDRESS, ADDRESS, ADDRESS, SIZE, ADDRESS, SIZE, ADDRESS, ADDRESS, ADDRESS, ADDRESS, SIZE);
        FunctionDescriptor count = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
        FunctionDescriptor pointer = FunctionDescriptor.of(ADDRESS, ADDRESS);
        FunctionDescriptor release = FunctionDescriptor.ofVoid(ADDRESS);

        connect = functions.find("chdb_connect", FunctionDescriptor.of(CONNECTION_POINTER, JAVA_INT, ADDRESS));
        closeConnection = functions.find("chdb_close_conn", release);
        query = functions.find("chdb_query_with_params_n", withParameters);
        streamQuery = functions.find("chdb_stream_query_with_params_n", withParameters);
        streamFetch = functions.find("chdb_stream_fetch_result", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        streamCancel = functions.find("chdb_stream_cancel_query", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        destroyResult = functions.find("chdb_destroy_query_result", release);
        resultBuffer = functions.find("chdb_result_buffer", pointer);
        resultLength = functions.find("chdb_result_length", count);
        resultError = functions.find("chdb_result_error", pointer);
        rowsRead = functions.find("chdb_result_rows_read", count);
        bytesRead = functions.find("chdb_result_bytes_read", count);
        storageRowsRead = functions.find("chdb_result_storage_rows_read", count);
        storageBytesRead = functions.find("chdb_result_storage_bytes_read", count);
        rowsWritten = functions.find("chdb_result_rows_written", count);
        bytesWritten = functions.find("chdb_result_bytes_written", count);
        insertOpen = functions.find("chdb_stream_insert_with_params_n", withParameters);
        insertAppend = functions.find("chdb_stream_append", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, SIZE));
        insertDone = functions.find("chdb_stream_done", pointer);
        insertError = functions.find("chdb_stream_insert_error", pointer);
        insertDestroy = functions.find("chdb_destroy_insert_stream", release);
        classify = functions.find(
                "chdb_classify_query_n",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, SIZE, ADDRESS, SIZE, ADDRESS));
        keepSignalsOfTheJvm(functions);
    }

    /**
     * Returns the library, loading it at the first call, for which others wait: it may be loaded but once. A failed
     * attempt may be repeated when the file is in place.
     *
     * @throws EmbeddedStartException if it is missing, cannot be loaded or lacks a function
     */
    static synchronized ChdbLibrary load() {
        if (loaded.isEmpty()) {
            Path file = ChdbLibraryFile.locate();
            try {
                loaded = Optional.of(new ChdbLibrary(SymbolLookup.libraryLookup(file, Arena.global())));
            } catch (IllegalArgumentException e) {
                throw new EmbeddedStartException(
                        "The ClickHouse engine's library " + file + " cannot be loaded: " + e.getMessage(), e);
            }
        }
        return loaded.get();
    }

    /**
     * Opens a connection.
     *
     * @param arguments as on a command line, without the program's name
     * @return the handle, or nothing if the engine refused the arguments
     */
    Optional<MemorySegment> connect(List<String> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(ADDRESS, arguments.size() + 2L);
            values.setAtIndex(ADDRESS, 0, arena.allocateFrom("trunkline"));
            for (int i = 0; i < arguments.size(); i++) {
                values.setAtIndex(ADDRESS, i + 1L, arena.allocateFrom(arguments.get(i)));
            }
            MemorySegment connection = (MemorySegment) connect.invokeExact(arguments.size() + 1, values);
            return ForeignFunctions.isNull(connection) ? Optional.empty() : Optional.of(connection);
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    void closeConnection(MemorySegment connection) {
        ForeignFunctions.release(closeConnection, connection);
    }

    /** Runs a statement to its end; the result must be destroyed. */
    MemorySegment query(MemorySegment connection, String sql, String format, Map<String, String> parameters) {
        return open(query, connection, sql, format, parameters);
    }

    /** Starts a SELECT whose result is fetched piece by piece; the stream must be destroyed as a result. */
    MemorySegment streamQuery(MemorySegment connection, String sql, String format, Map<String, String> parameters) {
        return open(streamQuery, connection, sql, format, parameters);
    }

    /** Returns the next piece of a stream, empty at its end; it must be destroyed. */
    MemorySegment streamFetch(MemorySegment connection, MemorySegment stream) {
        try {
            return (MemorySegment) streamFetch.invokeExact(dereference(connection), stream);
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    void streamCancel(MemorySegment connection, MemorySegment stream) {
        try {
            streamCancel.invokeExact(dereference(connection), stream);
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    void destroyResult(MemorySegment result) {
        ForeignFunctions.release(destroyResult, result);
    }

    /** Returns the result's bytes, copied to the heap. */
    byte[] resultBytes(MemorySegment result) {
        long length = ForeignFunctions.count(resultLength, result);
        if (length == 0) {
            return new byte[0];
        }
        return ForeignFunctions.pointer(resultBuffer, result)
                .reinterpret(length)
                .toArray(JAVA_BYTE);
    }

    /** Returns the engine's message if the statement failed. */
    Optional<String> resultError(MemorySegment result) {
        return ForeignFunctions.text(ForeignFunctions.pointer(resultError, result));
    }

    /** Returns what the statement has read and written so far. */
    StatementSummary summary(MemorySegment result) {
        return new StatementSummary(
                ForeignFunctions.count(storageRowsRead, result),
                ForeignFunctions.count(storageBytesRead, result),
                ForeignFunctions.count(rowsWritten, result),
                ForeignFunctions.count(bytesWritten, result),
                ForeignFunctions.count(rowsRead, result),
                ForeignFunctions.count(bytesRead, result));
    }

    /** Opens an insert whose data follows by {@link #insertAppend}; the stream must be destroyed. */
    MemorySegment insertOpen(MemorySegment connection, String sql, String format, Map<String, String> parameters) {
        return open(insertOpen, connection, sql, format, parameters);
    }

    /** Hands over the first {@code length} bytes of a native buffer; returns false if the insert has failed. */
    boolean insertAppend(MemorySegment stream, MemorySegment data, long length) {
        try {
            return (int) insertAppend.invokeExact(stream, data, length) == 0;
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    /** Ends the data and commits; the result must be destroyed. */
    MemorySegment insertDone(MemorySegment stream) {
        return ForeignFunctions.pointer(insertDone, stream);
    }

    /** Returns the engine's message if the insert has failed. */
    Optional<String> insertError(MemorySegment stream) {
        return ForeignFunctions.text(ForeignFunctions.pointer(insertError, stream));
    }

    /** Releases an insert stream; one that was not ended is cancelled. */
    void insertDestroy(MemorySegment stream) {
        ForeignFunctions.release(insertDestroy, stream);
    }

    /** Says what a text would do; nothing is run. */
    StatementClass classify(MemorySegment connection, String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment analysis = arena.allocate(ANALYSIS);
            analysis.setAtIndex(JAVA_INT, 0, (int) ANALYSIS.byteSize());
            byte[] text = sql.getBytes(StandardCharsets.UTF_8);
            int state = (int) classify.invokeExact(
                    dereference(connection),
                    arena.allocateFrom(JAVA_BYTE, text),
                    (long) text.length,
                    MemorySegment.NULL,
                    0L,
                    analysis);
            return state == 0
                    ? new StatementClass(
                            analysis.getAtIndex(JAVA_INT, 1), analysis.getAtIndex(JAVA_INT, 3) == READ_ONLY)
                    : StatementClass.UNKNOWN;
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    private static MemorySegment open(
            MethodHandle function,
            MemorySegment connection,
            String sql,
            String format,
            Map<String, String> parameters) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] text = sql.getBytes(StandardCharsets.UTF_8);
            byte[] formatName = format.getBytes(StandardCharsets.UTF_8);
            ForeignStrings names = ForeignStrings.of(arena, List.copyOf(parameters.keySet()));
            ForeignStrings values = ForeignStrings.of(arena, List.copyOf(parameters.values()));
            return (MemorySegment) function.invokeExact(
                    dereference(connection),
                    arena.allocateFrom(JAVA_BYTE, text),
                    (long) text.length,
                    arena.allocateFrom(JAVA_BYTE, formatName),
                    (long) formatName.length,
                    names.pointers(),
                    names.lengths(),
                    values.pointers(),
                    values.lengths(),
                    (long) parameters.size());
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    /** The signal handlers stay the JVM's: with the engine's own, its first implicit null check hangs the process. */
    private static void keepSignalsOfTheJvm(ForeignFunctions functions) {
        try {
            functions
                    .find("chdb_set_signal_handlers_enabled", FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(0);
        } catch (Throwable e) {
            throw ForeignFunctions.unexpected(e);
        }
    }

    /** {@code chdb_connect} returns a pointer to the handle that every other function takes. */
    private static MemorySegment dereference(MemorySegment connection) {
        return connection.get(ADDRESS, 0);
    }
}
