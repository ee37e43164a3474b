-- A Call-ID may be used again with another From tag: the id tells the calls apart. Every end has a cause in words.
ALTER TABLE trunkline.cdrs
    -- The Call-ID, or the Call-ID and the From tag.
    ADD COLUMN IF NOT EXISTS id         String DEFAULT call_id         CODEC(ZSTD(1)) AFTER call_id,
    -- Empty in records that are older than the column.
    ADD COLUMN IF NOT EXISTS cause      LowCardinality(String)         AFTER ended_by,
    ADD COLUMN IF NOT EXISTS cause_text String                         CODEC(ZSTD(1)) AFTER cause,
    ADD COLUMN IF NOT EXISTS cause_by   LowCardinality(String)         AFTER cause_text,
    ADD COLUMN IF NOT EXISTS cause_at   Nullable(DateTime64(6, 'UTC')) CODEC(Delta(8), ZSTD(1)) AFTER cause_by,
    ADD COLUMN IF NOT EXISTS flags      Array(LowCardinality(String))  AFTER cause_at,
    -- As call_ids: the order of the table does not find them.
    ADD INDEX IF NOT EXISTS ids id TYPE bloom_filter(0.01) GRANULARITY 1;
