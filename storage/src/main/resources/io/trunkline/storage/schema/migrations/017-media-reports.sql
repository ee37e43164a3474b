-- How media of calls arrived: the RTCP reports that agents send beside SIP. One read matters: all of one Call-ID.
CREATE TABLE IF NOT EXISTS trunkline.media_reports
(
    -- The correlation id of HEP. See messages for the codecs: reports lie as their messages do.
    call_id       String               CODEC(ZSTD(1)),
    captured_at   DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    received_at   DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
    -- Collector and index are the identity of a report.
    collector     LowCardinality(String),
    journal_index Int64                CODEC(Delta(8), ZSTD(1)),
    agent         LowCardinality(String),
    -- Who sent the report, and to whom: address and port.
    source        String               CODEC(ZSTD(1)),
    target        String               CODEC(ZSTD(1)),
    -- The packet as the agent sent it, JSON: it is only ever read whole.
    report        String               CODEC(ZSTD(1))
)
-- See messages: the sink writes a batch again when it was killed between insert and commit.
ENGINE = ReplacingMergeTree
PARTITION BY toDate(received_at)
ORDER BY (call_id, captured_at, collector, journal_index)
PRIMARY KEY call_id
SETTINGS
    index_granularity = 1024,
    ttl_only_drop_parts = 1,
    non_replicated_deduplication_window = 1000;
