-- The first day of which there are calls, and the server's time. The day is told by the parts: no row is read.
SELECT
    count() > 0                                   AS any_calls,
    toString(toDate(min(started_at)))             AS first_day,
    toUnixTimestamp64Micro(now64(6, 'UTC'))       AS now_micros
FROM trunkline.cdrs
