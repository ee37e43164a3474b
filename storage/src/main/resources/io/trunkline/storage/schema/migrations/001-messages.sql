-- The captured SIP messages. One read matters: every message of one Call-ID, within milliseconds.
CREATE TABLE IF NOT EXISTS trunkline.messages
(
    -- Neighbouring rows have the same Call-ID: ZSTD stores it about once.
    call_id        String                           CODEC(ZSTD(1)),
    -- Neighbouring rows are milliseconds apart: the differences are short.
    captured_at    DateTime64(6, 'UTC')             CODEC(Delta(8), ZSTD(1)),
    received_at    DateTime64(6, 'UTC')             CODEC(Delta(8), ZSTD(1)),
    -- The time that the packet bore, when it was not believed. Hardly ever there.
    claimed_at     Nullable(DateTime64(6, 'UTC'))   CODEC(ZSTD(1)),
    -- Collector and index are the identity of a message.
    collector      LowCardinality(String),
    journal_index  Int64                            CODEC(Delta(8), ZSTD(1)),
    agent          LowCardinality(String),
    -- Address and port. Not LowCardinality: a port scan makes millions of them.
    source         String                           CODEC(ZSTD(1)),
    target         String                           CODEC(ZSTD(1)),
    transport      LowCardinality(String),
    -- Of a response, the method of its CSeq.
    method         LowCardinality(String),
    -- 0 is a request.
    status         UInt16                           CODEC(ZSTD(1)),
    -- -1 is a message without a CSeq.
    cseq           Int64                            CODEC(ZSTD(1)),
    from_user      String                           CODEC(ZSTD(1)),
    to_user        String                           CODEC(ZSTD(1)),
    request_uri    String                           CODEC(ZSTD(1)),
    request_user   String                           CODEC(ZSTD(1)),
    user_agent     String                           CODEC(ZSTD(1)),
    correlation_id String                           CODEC(ZSTD(1)),
    -- The start line without its version, for people.
    summary        String                           CODEC(ZSTD(1)),
    flags          Array(LowCardinality(String)),
    -- Nine tenths of the table. Messages of one call repeat each other, and stand together by the order below.
    raw            String                           CODEC(ZSTD(1))
)
-- The sink writes a batch again when it was killed between insert and commit. Rows of the same key are the same
-- message; merges leave one, and reads do not wait for merges (LIMIT 1 BY).
ENGINE = ReplacingMergeTree
-- By the time of receipt, which is ours: one packet with a wrong clock must not open a partition of its own.
-- A day is what the retention drops.
PARTITION BY toDate(received_at)
-- A trace is one range of the key, in the order in which it is shown.
ORDER BY (call_id, captured_at, collector, journal_index)
-- In memory is only what finds the range.
PRIMARY KEY call_id
SETTINGS
    -- A trace reads one granule of a part: 1,024 rows are about 1 MB of raw text instead of 8.
    index_granularity = 1024,
    -- The retention drops a day whole instead of rewriting it row by row.
    ttl_only_drop_parts = 1,
    -- The driver may send an insert twice: the last blocks are known by the token that the sink gives them.
    non_replicated_deduplication_window = 1000;
