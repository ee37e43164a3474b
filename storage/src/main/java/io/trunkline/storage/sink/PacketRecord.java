package io.trunkline.storage.sink;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the tables of packets have in common: a record of which the headers or the packet cannot be read is no row. One is
 * filled again and again. For one thread.
 */
public final class PacketRecord {

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private MessageHeaders headers;

    /**
     * Reads the next record.
     *
     * @return nothing, or why it cannot be read
     */
    public Optional<String> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            headers = MessageHeaders.readFrom(record.headers());
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        if (record.value() == null) {
            return Optional.of("a record without a packet");
        }
        HepStatus status = decoder.decode(record.value(), 0, record.value().length, packet);
        return status.usable() ? Optional.empty() : Optional.of("not a HEP packet: " + status);
    }

    /** What the collector knew of the record that was read last. */
    public MessageHeaders headers() {
        return headers;
    }

    /** The packet of the record that was read last: always the same one. */
    public HepPacket packet() {
        return packet;
    }
}
