package io.trunkline.rating.run;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Records of one partition in the place of one record, of whose headers this is the only one: Streams hands headers on
 * as they are.
 *
 * @param records in order, at least one
 */
record Run(List<ConsumerRecord<byte[], byte[]>> records) implements Header {

    private static final String KEY = "run";
    private static final byte[] NOTHING = {};

    /** The run of a record; null when it is one by itself. */
    static Run in(Headers headers) {
        return headers.lastHeader(KEY) instanceof Run run ? run : null;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
