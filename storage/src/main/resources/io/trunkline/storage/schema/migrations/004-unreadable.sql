-- Records of a topic that could not be understood, kept as they were: nothing is lost, and somebody can look.
CREATE TABLE IF NOT EXISTS trunkline.unreadable
(
    topic       LowCardinality(String),
    partition   Int32,
    offset      Int64,
    -- When the record was written to its topic.
    recorded_at DateTime64(3, 'UTC'),
    -- What is wrong with it, for people.
    reason      String               CODEC(ZSTD(1)),
    key         String               CODEC(ZSTD(1)),
    value       String               CODEC(ZSTD(1))
)
-- Place in the topic is the identity.
ENGINE = ReplacingMergeTree
-- A day is what the retention drops; it is that of the messages.
PARTITION BY toDate(recorded_at)
ORDER BY (topic, partition, offset)
SETTINGS
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
