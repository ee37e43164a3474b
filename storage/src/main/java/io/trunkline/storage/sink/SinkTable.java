package io.trunkline.storage.sink;

import io.trunkline.protocol.Topic;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A table that a topic is written to, and how a record becomes a row of it. Used by one thread. */
public interface SinkTable {

    /** The topic that is read. */
    Topic topic();

    /** The table's name in the database. */
    String name();

    /** The columns that {@link #append} writes, in its order. */
    List<String> columns();

    /**
     * Appends the record as a row.
     *
     * @return nothing, or why the record cannot be understood, in which case no row was appended
     */
    Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows);

    /**
     * What is to be done in the store once the rows are in it, before their records count as read; nothing unless it is said
     * otherwise. Done again with the same rows when it fails.
     */
    default void inserted(StoreConnection store) {}
}
