-- The RTCP reports of the legs of one call, in order; one that was written twice is given once. Who may see them is told as
-- of the messages: trace-of-call.sql.
SELECT
    call_id,
    toUnixTimestamp64Micro(captured_at) AS captured_at_micros,
    agent,
    source,
    target,
    report
FROM trunkline.media_reports
WHERE call_id IN (:call_ids)
  AND (:everything = 1
       OR call_id IN (
           SELECT call_id
           FROM trunkline.cdrs
           WHERE call_id IN (:call_ids)
             AND level = 0
           GROUP BY call_id
           HAVING countIf(account_id IN (:accounts)) > 0 AND countIf(account_id NOT IN (:accounts)) = 0))
ORDER BY captured_at, collector, journal_index
LIMIT 1 BY collector, journal_index
LIMIT :limit
