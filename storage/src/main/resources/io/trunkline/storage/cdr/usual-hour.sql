-- How calls got through in the same hour of the days before: the hour that ends now, one to seven days earlier.
--
-- Not FINAL: it would read and merge a week of everything, where the first column alone says which hours are wanted. A
-- record that was written again may count twice until the table has merged it, which a figure to compare with bears.
{{terms-of-cdrs}}
SELECT
    multiIf(:by = 'trunk', trunk,
            :by = 'destination', if(cause_by = 'platform' AND outcome != 'answered', '', destination),
            account_id)                                                        AS key,
    uniqExact(intDiv(toInt64(:now_micros) - toUnixTimestamp64Micro(started_at), 86400000000)) AS days,
    count()                                                                    AS attempts,
    countIf(outcome = 'answered')                                              AS answered,
    sumIf(duration_millis, outcome = 'answered')                               AS talk_millis,
    -- -1 where nothing rang: a median of nothing is none.
    if(countIf(ringing_at IS NOT NULL) = 0, -1,
       toInt64(quantileIf(0.5)(dateDiff('millisecond', started_at, ringing_at), ringing_at IS NOT NULL))) AS delay_millis
FROM trunkline.cdrs
WHERE (:everything = 1 OR account_id IN (:accounts))
  AND level = 0
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:now_micros) - 7 * 86400000000 - 3600000000, 'UTC')
  AND started_at < fromUnixTimestamp64Micro(toInt64(:now_micros) - 86400000000, 'UTC')
  AND (toInt64(:now_micros) - toUnixTimestamp64Micro(started_at)) % 86400000000 < 3600000000
GROUP BY key
HAVING key != ''
ORDER BY attempts DESC, key
LIMIT :limit
