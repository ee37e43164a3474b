-- What legs share. Read by some Call-IDs: which links hold them, as a leg or as the value.
CREATE TABLE IF NOT EXISTS trunkline.call_links
(
    value           String                          CODEC(ZSTD(1)),
    -- A value may come again when all legs that bore it are over: with this one it is the identity.
    since           DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    -- Whether the value may be the Call-ID of one more leg.
    may_be_call_id  Bool,
    -- The legs, and in what each bears the value. Empty when so many share it that it joins nothing.
    call_ids        Array(String)                   CODEC(ZSTD(1)),
    borne_in        Array(LowCardinality(String)),
    recorded_at     DateTime64(3, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    -- The order below does not find legs: a Bloom filter skips 99 of 100 granules without them.
    INDEX legs call_ids TYPE bloom_filter(0.01) GRANULARITY 1
)
-- A link is written anew with each leg that comes: the last one holds.
ENGINE = ReplacingMergeTree(recorded_at)
-- Months, as the records of the calls.
PARTITION BY toYYYYMM(since)
ORDER BY (value, since)
SETTINGS
    -- A read takes a few rows.
    index_granularity = 1024,
    -- The retention drops a month whole.
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
