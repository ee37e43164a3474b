-- A page of the records of answered calls that somebody pays for, every tier a row, in the order of the table: so a page
-- costs no more than itself, however long the time. Which of several records of one tier holds is known only when they
-- are together: so no filter is on what a later one changes (price, card, destination).
{{columns-of-cdrs}}
FROM trunkline.cdrs
WHERE (:everything = 1 OR account_id IN (:accounts))
  AND account_id != ''
  AND answered_at IS NOT NULL
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND started_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
  AND (:account_id = '' OR account_id = :account_id)
  AND (:role = '' OR role = :role)
  AND (:number_prefix = '' OR startsWith(to_number, :number_prefix))
  -- Behind the last row of the page before. The first line lets the key skip the days that are done, and the second, where
  -- there is one account, what is done of the day: without it each page of a carrier's busy day reads the day from its start.
  AND toDate(started_at) >= toDate(fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC'))
  AND (:account_id = '' OR started_at >= fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC'))
  AND (toDate(started_at), account_id, started_at, call_id, level)
      > (toDate(fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC')), :after_account,
         fromUnixTimestamp64Micro(toInt64(:after_micros), 'UTC'), :after_call_id, :after_level)
ORDER BY toDate(started_at), account_id, started_at, call_id, level, recorded_at DESC
LIMIT 1 BY account_id, started_at, call_id, level
LIMIT :limit
