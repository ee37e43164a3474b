-- Every movement of every balance. It has no TTL: the sum of an account's entries is its balance.
CREATE TABLE IF NOT EXISTS trunkline.ledger
(
    id            String                 CODEC(ZSTD(1)),
    account_id    LowCardinality(String),
    -- Rises by one from entry to entry: Delta makes it ones.
    sequence      Int64                  CODEC(Delta(8), ZSTD(1)),
    at            DateTime64(6, 'UTC')   CODEC(Delta(8), ZSTD(1)),
    type          LowCardinality(String),
    amount        Decimal(38, 12)        CODEC(ZSTD(1)),
    balance_after Decimal(38, 12)        CODEC(ZSTD(1)),
    currency      LowCardinality(String),
    reference     String                 CODEC(ZSTD(1)),
    description   String                 CODEC(ZSTD(1)),
    recorded_at   DateTime64(3, 'UTC')   CODEC(Delta(8), ZSTD(1))
)
-- An entry that was written twice has the same key.
ENGINE = ReplacingMergeTree(recorded_at)
-- A year is what one would archive; finer partitions would only make a long statement read more parts.
PARTITION BY toYear(at)
-- A statement is one range of the key, read from its end.
ORDER BY (account_id, sequence)
SETTINGS
    -- See messages.
    non_replicated_deduplication_window = 1000;
