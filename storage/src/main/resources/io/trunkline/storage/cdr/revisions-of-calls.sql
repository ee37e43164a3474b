-- The last revision of each of some calls: rating again may give a call another destination, and a filter by destination
-- still finds the record that no longer holds. The times let the key skip.
SELECT id, max(revision) AS revision
FROM trunkline.cdrs
WHERE (:everything = 1 OR account_id IN (:accounts))
  AND level = 0
  AND id IN (:ids)
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:first_micros), 'UTC')
  AND started_at <= fromUnixTimestamp64Micro(toInt64(:last_micros), 'UTC')
GROUP BY id
