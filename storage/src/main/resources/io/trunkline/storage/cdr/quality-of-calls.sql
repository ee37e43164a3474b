-- How calls got through that began in a time, by trunk, destination or account: days that are summed up as they were summed
-- up, and of all others the calls themselves, by the same sums.
--
-- FINAL: a record that was written again, or rated again, counts once, as it stands now; and so does a day that was summed
-- up again. Rows of one key are of one month, so months are merged apart.
SELECT
    key,
    sum(attempts)                                       AS sum_attempts,
    sum(answered)                                       AS sum_answered,
    sum(effective)                                      AS sum_effective,
    sum(talk_millis)                                    AS sum_talk_millis,
    -- -1 where nothing rang: a median of nothing is none.
    toInt64(ifNotFinite(quantileTimingIfMerge(0.5)(delays), -1)) AS delay_millis,
    -- One currency, or none: of several no sum is said.
    groupUniqArrayArray(currencies)                     AS all_currencies,
    length(all_currencies)                              AS number_of_currencies,
    if(number_of_currencies = 1, all_currencies[1], '') AS one_currency,
    sum(revenue)                                        AS sum_revenue
FROM
(
    SELECT key, attempts, answered, effective, talk_millis, delays, currencies, revenue
    FROM trunkline.quality_days FINAL
    WHERE grouping = :by
      AND day IN (:summed_days)
      -- These are the figures of all accounts together.
      AND :everything = 1
      AND :account_id = ''
    UNION ALL
    (
    {{terms-of-cdrs}}
    {{terms-of-quality}}
    SELECT multiIf(:by = 'trunk', trunk, :by = 'destination', destination_key, account_id) AS key,
           {{sums-of-quality}}
    FROM trunkline.cdrs FINAL
    WHERE (:everything = 1 OR account_id IN (:accounts))
      -- A call once, with what the caller's own account was charged.
      AND level = 0
      AND (:account_id = '' OR account_id = :account_id)
      AND toDate(started_at) IN (:other_days)
      AND started_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
      AND started_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
    GROUP BY key
    )
)
WHERE key != '' AND attempts > 0
GROUP BY key
ORDER BY sum_attempts DESC, key
LIMIT :limit
SETTINGS
    do_not_merge_across_partitions_select_final = 1,
    max_rows_to_read = :most_rows_read
