-- Alarms, the last raised first, each with all that was told of it: together that says how it stands.
SELECT
    concat('[', arrayStringConcat(arrayMap(one -> one.2, arraySort(groupArray((recorded_at, alarm)))), ','), ']') AS told
FROM trunkline.alarms
WHERE (:everything = 1 OR account_id IN (:accounts))
  AND raised_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND raised_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
  -- The first line is what the primary key knows how to use.
  AND raised_at <= fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC')
  AND (raised_at < fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC') OR id > :after_id)
GROUP BY raised_at, id
ORDER BY raised_at DESC, id
LIMIT :limit
