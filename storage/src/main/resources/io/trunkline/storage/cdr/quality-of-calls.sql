-- How calls got through that began in a time, by trunk, destination or account: sums over the records, for a sum that is
-- kept beside them would count what is written again, and keep what is corrected.
--
-- FINAL: a record that was written again, or rated again, counts once, as it stands now. Records of one key are of one
-- month, so months are merged apart. What is read is what the days hold, in the columns named here and no others.
{{terms-of-cdrs}}
     , outcome = 'answered' AS was_answered,
     -- ITU-T E.425: it reached the called side, and only that side kept it from being answered.
     was_answered
         OR cause IN ('busy', 'no-answer', 'declined', 'unreachable') AND cause_by != 'platform'
         OR cause = 'cancelled' AND ringing_at IS NOT NULL AS was_effective,
     coalesce(ringing_at, answered_at) AS heard_at
SELECT
    multiIf(:by = 'trunk', if(called_account_id = '', trunk, ''),
            :by = 'destination', if(cause_by = 'platform' AND NOT was_answered, '', toString(destination)),
            toString(account_id))               AS key,
    count()                                     AS attempts,
    countIf(was_answered)                       AS answered,
    countIf(was_effective)                      AS effective,
    sumIf(duration_millis, was_answered)        AS talk_millis,
    countIf(heard_at IS NOT NULL)               AS delays,
    -- Bounded in memory, whatever the number of calls: exact to a second, to 16 ms above.
    toInt64(quantileTimingIf(0.5)(
        greatest(0, dateDiff('millisecond', started_at, assumeNotNull(heard_at))), heard_at IS NOT NULL)) AS delay_millis,
    -- One currency, or none: of several no sum is said.
    uniqExactIf(currency, price != 0)           AS currencies,
    anyIf(currency, price != 0)                 AS one_currency,
    sum(coalesce(price, 0))                     AS revenue
FROM trunkline.cdrs FINAL
WHERE (:everything = 1 OR account_id IN (:accounts))
  -- A call once, with what the caller's own account was charged.
  AND level = 0
  AND (:account_id = '' OR account_id = :account_id)
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND started_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
GROUP BY key
HAVING key != ''
ORDER BY attempts DESC, key
LIMIT :limit
SETTINGS
    do_not_merge_across_partitions_select_final = 1,
    max_rows_to_read = :most_rows_read,
    max_memory_usage = 1000000000,
    max_execution_time = 25
