package io.trunkline.embedded.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Holds the beginning of an answer back, so that an error which comes early can still be told with a status, and a
 * small answer goes out whole with its length.
 */
final class ResponseBody extends OutputStream {
    private static final int HELD_BYTES = 1024 * 1024;

    /** What the body is written to once it has outgrown what is held, or all at once at its end. */
    interface Target {
        /** Sends the headers and returns the stream for the bytes. */
        OutputStream begin() throws IOException;

        /** Sends the headers and the whole body. */
        void sendWhole(byte[] body);
    }

    private final Target target;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private OutputStream out;
    private boolean begun;

    ResponseBody(Target target) {
        this.target = target;
        this.out = held;
    }

    /** Returns whether the headers have gone out. */
    boolean begun() {
        return begun;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!begun && held.size() + length > HELD_BYTES) {
            out = target.begin();
            begun = true;
            held.writeTo(out);
            held.reset();
        }
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (begun) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (begun) {
            out.close();
        } else {
            target.sendWhole(held.toByteArray());
        }
    }
}
