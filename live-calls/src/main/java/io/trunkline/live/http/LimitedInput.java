package io.trunkline.live.http;

import io.helidon.http.RequestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of which only so much is taken: what is longer raises {@link ApiError} 413 while it is being read. A
 * client that goes away in the middle is an {@link IOException} here, and not one of Helidon's own.
 */
final class LimitedInput extends FilterInputStream {

    private static final int SKIPPED_AT_ONCE = 8_192;

    private final long limit;
    private long taken;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    static ApiError tooLarge(long limit) {
        return new ApiError(413, "too-large", null, "the body is longer than " + limit + " bytes");
    }

    @Override
    public int read() throws IOException {
        int read = fromClient(super::read);
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = fromClient(() -> super.read(target, offset, length));
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        // Read, so that what is passed over counts too.
        return read(new byte[Math.clamp(n, 0, SKIPPED_AT_ONCE)]);
    }

    /** Does nothing: Helidon would read on to the end of a body that was refused for its length. */
    @Override
    public void close() {}

    private interface Read {
        int run() throws IOException;
    }

    private static int fromClient(Read read) throws IOException {
        try {
            return read.run();
        } catch (RequestException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException("the body broke off", e);
        }
    }

    private void count(long bytes) {
        taken += bytes;
        if (taken > limit) {
            throw tooLarge(limit);
        }
    }
}
