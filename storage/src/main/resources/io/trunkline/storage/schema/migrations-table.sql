-- Which migrations this store has seen. Two processes that start at once may both record one: reads take them as one.
CREATE TABLE IF NOT EXISTS trunkline.migrations
(
    name       String,
    checksum   String,
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(applied_at)
ORDER BY (name, checksum)
