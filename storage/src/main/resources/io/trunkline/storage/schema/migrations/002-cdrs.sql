-- The records of the calls that have ended. Read newest first: of one account, of all, of one number, of one Call-ID.
CREATE TABLE IF NOT EXISTS trunkline.cdrs
(
    call_id           String                          CODEC(ZSTD(1)),
    -- Empty where the caller, or the called side, belongs to no account.
    account_id        LowCardinality(String),
    called_account_id LowCardinality(String),
    from_number       String                          CODEC(ZSTD(1)),
    to_number         String                          CODEC(ZSTD(1)),
    -- Times of neighbouring rows lie close together.
    started_at        DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    ringing_at        Nullable(DateTime64(6, 'UTC'))  CODEC(Delta(8), ZSTD(1)),
    answered_at       Nullable(DateTime64(6, 'UTC'))  CODEC(Delta(8), ZSTD(1)),
    ended_at          DateTime64(6, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    duration_millis   Int64                           CODEC(ZSTD(1)),
    billed_seconds    Int64                           CODEC(ZSTD(1)),
    outcome           LowCardinality(String),
    ended_by          LowCardinality(String),
    -- 0 when the INVITE had no final response.
    status            UInt16                          CODEC(ZSTD(1)),
    rating            LowCardinality(String),
    -- Exact: a card rounds to 12 digits after the point at most.
    price             Nullable(Decimal(38, 12))       CODEC(ZSTD(1)),
    currency          LowCardinality(String),
    -- The parts of the tariff that people group by; empty without a tariff.
    card_id           LowCardinality(String),
    prefix            LowCardinality(String),
    destination       LowCardinality(String),
    rate_per_minute   Nullable(Decimal(38, 12))       CODEC(ZSTD(1)),
    -- The whole tariff as JSON: from it the sum can be done again, step by step. The same few texts repeat.
    tariff            String                          CODEC(ZSTD(1)),
    source            String                          CODEC(ZSTD(1)),
    target            String                          CODEC(ZSTD(1)),
    agent             LowCardinality(String),
    user_agent        String                          CODEC(ZSTD(1)),
    -- When the record was written to its topic: of two records of one call the later one holds.
    recorded_at       DateTime64(3, 'UTC')            CODEC(Delta(8), ZSTD(1)),
    -- The order below finds neither Call-IDs nor numbers nor the called account: a Bloom filter skips 99 of 100
    -- granules in which the value does not occur.
    INDEX call_ids         call_id                  TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX numbers          (from_number, to_number) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX called_accounts  called_account_id        TYPE bloom_filter(0.01) GRANULARITY 1
)
-- A record that was written twice, or rated again, has the same key: the last one stays.
ENGINE = ReplacingMergeTree(recorded_at)
-- Months keep the number of parts small over 400 days.
PARTITION BY toYYYYMM(started_at)
-- The day first, so that the newest calls of everybody are one day's worth of reading; then the account, so that
-- the calls of one are one range a day.
ORDER BY (toDate(started_at), account_id, started_at, call_id)
PRIMARY KEY (toDate(started_at), account_id, started_at)
SETTINGS
    -- The retention drops a month whole.
    ttl_only_drop_parts = 1,
    -- See messages.
    non_replicated_deduplication_window = 1000;
