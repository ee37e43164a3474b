-- What each tier of one call was charged, the caller's own first; within a scope those of its accounts.
{{columns-of-cdrs}}
FROM trunkline.cdrs
WHERE id = :id
  AND call_id = :call_id
  -- The order of the table: a call is found without reading the whole of it.
  AND started_at = fromUnixTimestamp64Micro(toInt64(:started_micros), 'UTC')
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY level, recorded_at DESC
-- A record that was written twice, or rated again, is one tier.
LIMIT 1 BY level
