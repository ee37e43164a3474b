package io.trunkline.rating.state;

import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A record of a state store, its changelog, or the topic between calls and ledgers.
 *
 * <pre>
 *   offset   0            1                                   length − 4
 *            ┌─────────────┬───────────────────────────────────┬──────────────────────┐
 *            │ version (1) │ the value, by its codec           │ CRC-32C of all of it │
 *            └─────────────┴───────────────────────────────────┴──────────────────────┘
 *                                                                highest byte first
 * </pre>
 *
 * <p>A record that begins with <code>{</code> is JSON, as the versions before wrote it: it is read so, and written
 * back in binary when it changes. Everything else that is not exactly such a record is refused, never misread: a newer
 * program's version, a byte too few or too many, a byte that fell over. Any thread may use it.
 *
 * @param <T> the value
 */
public final class StateSerde<T> implements Serde<T> {

    /** The version that is written. Raised with each change of a layout; records of all versions from 1 on are read. */
    public static final int VERSION = 10;

    /** Grown once to the largest record of a thread, not anew for each. */
    private static final ThreadLocal<BinaryWriter> WRITER = ThreadLocal.withInitial(BinaryWriter::new);

    private static final int CHECKSUM_BYTES = 4;
    private static final byte JSON = '{';

    private final Codec<T> codec;
    private final Function<byte[], T> json;

    private StateSerde(Codec<T> codec, Function<byte[], T> json) {
        this.codec = codec;
        this.json = json;
    }

    /**
     * A serde of a type.
     *
     * @param json reads what the versions before binary wrote; throws a {@link SerializationException} when it cannot
     */
    public static <T> StateSerde<T> of(Codec<T> codec, Function<byte[], T> json) {
        return new StateSerde<>(codec, json);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> {
            try {
                return bytes == null ? null : read(bytes);
            } catch (UnreadableRecordException e) {
                throw e.at("a record of " + topic);
            }
        };
    }

    /** The record of a value. */
    public byte[] write(T value) {
        BinaryWriter out = WRITER.get();
        out.clear();
        out.single(VERSION);
        codec.write(value, out);
        int checksum = checksum(out.written(), out.size());
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.single(checksum >>> shift);
        }
        return out.toBytes();
    }

    /**
     * The value of a record.
     *
     * @throws UnreadableRecordException when it is not a record of a version that this program knows
     */
    public T read(byte[] record) {
        if (record.length == 0) {
            throw new UnreadableRecordException("it is empty");
        }
        int version = record[0];
        if (version == JSON) {
            return readJson(record);
        }
        int end = record.length - CHECKSUM_BYTES;
        boolean isWhole = end >= 1 && checksum(record, end) == checksumIn(record, end);
        if (version < 1 || version > VERSION) {
            String which = "it is of version " + (version & 0xFF) + " and this program reads 1 to " + VERSION + ": ";
            throw isWhole
                    ? UnreadableRecordException.newer(which + "a newer program wrote it, so start that one again")
                    : new UnreadableRecordException(which + "it is damaged, its checksum does not fit");
        }
        if (!isWhole) {
            throw new UnreadableRecordException("version " + version + ", damaged: its checksum does not fit");
        }
        var in = new BinaryReader(record, 1, end, version);
        try {
            T value = codec.read(in);
            in.end();
            return value;
        } catch (UnreadableRecordException e) {
            throw e.at("version " + version);
        }
    }

    private T readJson(byte[] record) {
        try {
            return json.apply(record);
        } catch (SerializationException e) {
            throw new UnreadableRecordException(
                    "it is JSON of the versions before and cannot be read: " + e.getMessage(), e);
        }
    }

    private static int checksum(byte[] record, int length) {
        var crc = new CRC32C();
        crc.update(record, 0, length);
        return (int) crc.getValue();
    }

    private static int checksumIn(byte[] record, int at) {
        int checksum = 0;
        for (byte each : Arrays.copyOfRange(record, at, record.length)) {
            checksum = (checksum << Byte.SIZE) | (each & 0xFF);
        }
        return checksum;
    }
}
