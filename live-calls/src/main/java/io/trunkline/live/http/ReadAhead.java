package io.trunkline.live.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * What comes on one connection. The thread that serves it reads; while that one waits for something else, a thread of its own
 * reads ahead, which is the one way to find out that a client has hung up. What it gets is kept for who reads next.
 */
final class ReadAhead implements Supplier<byte[]> {

    private final DataReader source;

    /** What is read ahead, or was and is not taken yet; null for nothing. Guarded by this. */
    private CompletableFuture<byte[]> ahead;

    ReadAhead(DataReader source) {
        this.source = source;
    }

    /** The next bytes, once there are some. For the thread that serves the connection. */
    @Override
    public byte[] get() {
        CompletableFuture<byte[]> begun;
        synchronized (this) {
            begun = ahead;
        }
        if (begun == null) {
            return read();
        }
        try {
            byte[] bytes = begun.get();
            synchronized (this) {
                ahead = null;
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("interrupted while reading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CloseConnectionException("cannot read", e);
        }
    }

    /** Begins to read ahead, unless that was begun before. It fails when the client hangs up; bytes say that it has not. */
    synchronized CompletableFuture<byte[]> begin() {
        if (ahead == null) {
            var begun = new CompletableFuture<byte[]>();
            ahead = begun;
            Thread.ofVirtual().start(() -> {
                try {
                    begun.complete(read());
                } catch (RuntimeException e) {
                    begun.completeExceptionally(e);
                }
            });
        }
        return ahead;
    }

    private byte[] read() {
        source.ensureAvailable();
        return source.readBytes(source.available());
    }
}
