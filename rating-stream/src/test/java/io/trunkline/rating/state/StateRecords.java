package io.trunkline.rating.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** What must hold for the records of every type of the state. */
public final class StateRecords {

    private static final int CHECKSUM_BYTES = 4;

    private StateRecords() {}

    /** A value that was written is read as it was. */
    public static <T> void assertRoundTrip(StateSerde<T> serde, T value) {
        assertEquals(value, serde.read(serde.write(value)));
    }

    /** A record that was cut off anywhere is refused, also when its checksum fits what is left. */
    public static <T> void assertEveryPrefixIsRefused(StateSerde<T> serde, T value) {
        byte[] record = serde.write(value);
        for (int length = 0; length < record.length; length++) {
            byte[] prefix = Arrays.copyOf(record, length);
            assertThrows(UnreadableRecordException.class, () -> serde.read(prefix));
        }
        byte[] body = Arrays.copyOf(record, record.length - CHECKSUM_BYTES);
        for (int length = 1; length < body.length; length++) {
            byte[] prefix = withChecksum(Arrays.copyOf(body, length));
            assertThrows(UnreadableRecordException.class, () -> serde.read(prefix));
        }
        byte[] longer = withChecksum(Arrays.copyOf(body, body.length + 1));
        assertThrows(UnreadableRecordException.class, () -> serde.read(longer));
    }

    /** A record of which any byte fell over is refused. */
    public static <T> void assertEveryChangedByteIsRefused(StateSerde<T> serde, T value, int bits) {
        byte[] record = serde.write(value);
        for (int i = 0; i < record.length; i++) {
            byte[] changed = record.clone();
            changed[i] ^= (byte) bits;
            assertThrows(UnreadableRecordException.class, () -> serde.read(changed));
        }
    }

    /** Whatever stands in a record whose version and checksum fit, it is a value or is refused. */
    public static <T> void assertReadsOrRefuses(StateSerde<T> serde, byte[] anything) {
        byte[] body = new byte[anything.length + 1];
        body[0] = StateSerde.VERSION;
        System.arraycopy(anything, 0, body, 1, anything.length);
        try {
            T value = serde.read(withChecksum(body));
            assertRoundTrip(serde, value);
        } catch (UnreadableRecordException e) {
            String version = "version " + StateSerde.VERSION;
            assertEquals(version, e.getMessage().substring(0, version.length()));
        }
    }

    static byte[] withChecksum(byte[] body) {
        var crc = new CRC32C();
        crc.update(body, 0, body.length);
        return ByteBuffer.allocate(body.length + CHECKSUM_BYTES)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }
}
