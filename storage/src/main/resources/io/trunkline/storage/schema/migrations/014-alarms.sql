-- What rules raised: a row each time an alarm was told, raised, cleared or acknowledged. One read matters: the last
-- ones before a moment.
CREATE TABLE IF NOT EXISTS trunkline.alarms
(
    raised_at       DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    id              String                          CODEC(ZSTD(1)),
    rule_id         LowCardinality(String),
    kind            LowCardinality(String),
    key             String                          CODEC(ZSTD(1)),
    -- Empty where it is about no account.
    account_id      String                          CODEC(ZSTD(1)),
    cleared_at      Nullable(DateTime64(6, 'UTC'))  CODEC(Delta(8), ZSTD(1)),
    acknowledged_at Nullable(DateTime64(6, 'UTC'))  CODEC(Delta(8), ZSTD(1)),
    -- The alarm as its topic had it then, JSON: it is only ever read whole.
    alarm           String                          CODEC(ZSTD(3)),
    -- When the record was written to its topic.
    recorded_at     DateTime64(3, 'UTC')            CODEC(Delta(8), ZSTD(1))
)
-- What was written twice has the same key. What was told at several times stays: an alarm gains by each of them, in
-- whatever order they come, so none of them alone says how it stands.
ENGINE = ReplacingMergeTree(recorded_at)
-- Few: months, as the records of the calls.
PARTITION BY toYYYYMM(raised_at)
ORDER BY (raised_at, id, ifNull(cleared_at, toDateTime64(0, 6, 'UTC')), ifNull(acknowledged_at, toDateTime64(0, 6, 'UTC')))
SETTINGS
    -- A read takes a few rows.
    index_granularity = 256,
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
