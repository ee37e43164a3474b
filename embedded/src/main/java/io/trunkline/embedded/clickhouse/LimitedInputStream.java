package io.trunkline.embedded.clickhouse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes a body through and fails with {@link BodyTooLargeException} at the first byte beyond its limit. */
final class LimitedInputStream extends FilterInputStream {
    private final long limitBytes;
    private long readBytes;

    LimitedInputStream(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) throws BodyTooLargeException {
        readBytes += n;
        if (readBytes > limitBytes) {
            throw new BodyTooLargeException(limitBytes);
        }
    }
}
