-- The records of some Call-IDs as legs of one call, the first that began first. Within a scope a leg is that of the
-- account that pays, as everywhere; a leg that the platform made is nobody's.
SELECT
    id,
    call_id,
    account_id,
    from_number,
    to_number,
    toUnixTimestamp64Micro(started_at)  AS started_at_micros,
    toUnixTimestamp64Micro(answered_at) AS answered_at_micros,
    toUnixTimestamp64Micro(ended_at)    AS ended_at_micros,
    outcome,
    source,
    target,
    agent
FROM trunkline.cdrs
WHERE call_id IN (:call_ids)
  AND level = 0
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY started_at, id, recorded_at DESC
-- A record that was written twice, or rated again, is one leg.
LIMIT 1 BY id
LIMIT :limit
