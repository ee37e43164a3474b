package io.trunkline.rating;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** How the state of the streams is stored: small in memory, and quick to read again after a start. */
public final class StoreSettings implements RocksDBConfigSetter {

    /**
     * Settings of the changelog topics. A store is read back from its changelog, and what is compacted of it
     * need not be read: so segments are small and close soon.
     */
    public static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", Integer.toString(32 << 20),
            "segment.ms", "600000",
            "min.cleanable.dirty.ratio", "0.2");

    static {
        RocksDB.loadLibrary();
    }

    private static final long CACHE_BYTES = 16 << 20;
    private static final long WRITE_BUFFERS_BYTES = 8 << 20;
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    /** What is written waits in the cache's own bounds: all stores together stay below it. */
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    /** Made by Kafka Streams. */
    public StoreSettings() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the write buffers belong to all stores of the process.
    }
}
