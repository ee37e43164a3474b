package io.trunkline.live.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which only so much is taken: what is longer raises {@link ApiError} 413 while it is being read. */
final class LimitedInput extends FilterInputStream {

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
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        taken += bytes;
        if (taken > limit) {
            throw tooLarge(limit);
        }
    }
}
