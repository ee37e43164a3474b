package io.trunkline.protocol.hep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Builds packets chunk by chunk, so that tests can put anything into them. */
final class HepBytes {

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    HepBytes chunk(int type, byte... value) {
        return chunk(Hep3.VENDOR_GENERIC, type, Hep3.CHUNK_HEADER + value.length, value);
    }

    HepBytes chunk(int vendor, int type, int claimedLength, byte... value) {
        uint16(vendor);
        uint16(type);
        uint16(claimedLength);
        chunks.writeBytes(value);
        return this;
    }

    HepBytes payload(String text) {
        return chunk(Hep3.PAYLOAD, ascii(text));
    }

    byte[] frame() {
        return frame(Hep3.FRAME_HEADER + chunks.size());
    }

    byte[] frame(int claimedLength) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ascii("HEP3"));
        out.write(claimedLength >>> 8);
        out.write(claimedLength);
        out.writeBytes(chunks.toByteArray());
        return out.toByteArray();
    }

    private void uint16(int number) {
        chunks.write(number >>> 8);
        chunks.write(number);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] zlib(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
