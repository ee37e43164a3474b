-- What answered calls were to each account: its own charges, and those of whom stands right below it. Each record of a tier
-- counts for the one that pays and for the one that is paid; what a provider is charged is the platform's cost.
-- An account of '' is the platform's own side, which only who sees everything is shown.
--
-- FINAL: a record that was written again, or rated again, must not count twice.
SELECT
    if(:by_month = 1, formatDateTime(started_at, '%Y-%m', :zone), '') AS month,
    side.1                                                  AS account,
    currency,
    sum(side.2)                                             AS sum_calls,
    sumIf(side.2, rating = 'unrated')                       AS sum_unrated,
    sum(duration_millis * side.2)                           AS sum_duration_millis,
    sum(billed_seconds * side.2)                            AS sum_billed_seconds,
    sum(free_seconds * side.2)                              AS sum_free_seconds,
    sum(if(side.3 = 1, coalesce(price, 0), 0))              AS sum_cost,
    sum(if(side.3 = 0, coalesce(price, 0), 0))              AS sum_price
FROM trunkline.cdrs FINAL
ARRAY JOIN [
    -- (whose side, whether it counts the call, whether the price is a cost of that side)
    (toString(account_id), 1, if(role = 'provider', 0, 1)),
    (toString(parent_id), 0, if(role = 'provider', 1, 0))] AS side
WHERE account_id != ''
  AND (:everything = 1 OR account_id IN (:accounts))
  AND (:everything = 1 OR side.1 IN (:accounts))
  AND (:account_id = '' OR side.1 = :account_id)
  AND answered_at IS NOT NULL
  AND rating != 'not-charged'
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND started_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
GROUP BY month, account, currency
ORDER BY month, account, currency
LIMIT :limit
