-- What happened to registered endpoints. One read matters: the last events of one of them.
CREATE TABLE IF NOT EXISTS trunkline.registration_events
(
    -- 16 hex digits; the same wherever the endpoint went.
    registration_id String                          CODEC(ZSTD(1)),
    at              DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    event           LowCardinality(String),
    -- Empty where it goes without saying.
    cause           String                          CODEC(ZSTD(1)),
    aor             String                          CODEC(ZSTD(1)),
    -- Empty where its user belongs to no account.
    account_id      LowCardinality(String),
    -- Empty for an attempt that failed.
    contact         String                          CODEC(ZSTD(1)),
    -- Empty of one that is only known from the registrar's list.
    received_from   String                          CODEC(ZSTD(1)),
    transport       LowCardinality(String),
    user_agent      String                          CODEC(ZSTD(1)),
    registered_at   DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    expires_at      Nullable(DateTime64(6, 'UTC'))  CODEC(Delta(8), ZSTD(1)),
    -- How it stood after the event.
    state           LowCardinality(String),
    -- Of that state.
    state_cause     String                          CODEC(ZSTD(1)),
    agent           LowCardinality(String),
    -- When the record was written to its topic.
    recorded_at     DateTime64(3, 'UTC')            CODEC(Delta(8), ZSTD(1))
)
-- An event that was written twice has the same key.
ENGINE = ReplacingMergeTree(recorded_at)
-- As messages: by a time that is ours, and the retention drops a day.
PARTITION BY toDate(recorded_at)
-- A history is one range of the key, read from its end.
ORDER BY (registration_id, at, event, contact)
SETTINGS
    -- As messages: a history is a few rows.
    index_granularity = 1024,
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
