package io.trunkline.rating;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Keeps what RocksDB takes of memory small: all stores of the process share one cache and its bounds. */
public final class SmallRocksDb implements RocksDBConfigSetter {

    static {
        RocksDB.loadLibrary();
    }

    private static final long CACHE_BYTES = 16 << 20;
    private static final long WRITE_BUFFERS_BYTES = 8 << 20;
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    /** What is written waits in the cache's own bounds: all stores together stay below it. */
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    /** Made by Kafka Streams. */
    public SmallRocksDb() {}

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
