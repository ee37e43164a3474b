-- Tests of registered endpoints that have ended. Two reads matter: the last ones of an endpoint, and one by its id.
CREATE TABLE IF NOT EXISTS trunkline.endpoint_tests
(
    registration_id String                          CODEC(ZSTD(1)),
    started_at      DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    id              String                          CODEC(ZSTD(1)),
    kind            LowCardinality(String),
    status          LowCardinality(String),
    -- Empty where its user belongs to no account.
    account_id      String                          CODEC(ZSTD(1)),
    -- The test as its topic had it, JSON: it is only ever read whole.
    test            String                          CODEC(ZSTD(3)),
    -- When the record was written to its topic.
    recorded_at     DateTime64(3, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    -- The order below does not find an id: a Bloom filter skips 99 of 100 granules without it.
    INDEX ids id TYPE bloom_filter(0.01) GRANULARITY 1
)
-- A test that was written twice has the same key.
ENGINE = ReplacingMergeTree(recorded_at)
-- People start them one by one: months, as the records of the calls.
PARTITION BY toYYYYMM(started_at)
ORDER BY (registration_id, started_at, id)
SETTINGS
    -- A read takes a few rows.
    index_granularity = 256,
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
