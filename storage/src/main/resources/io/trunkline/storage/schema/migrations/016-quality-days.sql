-- How calls got through, day by day: what a report of months reads instead of the calls themselves. A day that is over is
-- summed up from its calls as they stand, and anew when one of them was written after that: see QualityDays.
CREATE TABLE IF NOT EXISTS trunkline.quality_days
(
    -- By what it counts: trunk, destination or account.
    grouping    LowCardinality(String),
    -- The day, UTC, on which the calls began.
    day         Date                  CODEC(Delta(2), ZSTD(1)),
    key         String                CODEC(ZSTD(1)),
    -- As of when the day was summed up. A key without calls any more has a row of zeros.
    version     DateTime64(6, 'UTC')  CODEC(Delta(8), ZSTD(1)),
    attempts    UInt64                CODEC(T64, ZSTD(1)),
    answered    UInt64                CODEC(T64, ZSTD(1)),
    effective   UInt64                CODEC(T64, ZSTD(1)),
    talk_millis Int64                 CODEC(T64, ZSTD(1)),
    -- All delays to the first ringing, of which a median can be taken: a median of medians is none.
    delays      AggregateFunction(quantileTimingIf(0.5), Int64, UInt8),
    -- Those in which anything was charged.
    currencies  Array(String)          CODEC(ZSTD(1)),
    revenue     Decimal(38, 12)       CODEC(ZSTD(1))
)
-- A sum that was written twice, or reckoned anew, has the same key: the last one stays. Nothing here is ever added up.
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (grouping, day, key)
SETTINGS
    ttl_only_drop_parts = 1;

-- Which days the table above holds: those that were summed up later than they were last written to.
CREATE TABLE IF NOT EXISTS trunkline.quality_marks
(
    day  Date,
    -- summed: all rows of the day are there, as of then. written: a call of the day was written, when the day was over.
    mark Enum8('summed' = 1, 'written' = 2),
    at   DateTime64(6, 'UTC') DEFAULT now64(6)
)
ENGINE = ReplacingMergeTree(at)
ORDER BY (day, mark);
