-- What moved each balance, by kind. FINAL: an entry that was written twice must not count twice.
SELECT
    if(:by_month = 1, formatDateTime(at, '%Y-%m', :zone), '') AS month,
    toString(account_id)                AS account,
    currency,
    sumIf(amount, type = 'call')        AS call_charges,
    sumIf(amount, type = 'payment')     AS payments,
    sumIf(amount, type = 'charge')      AS charges,
    sumIf(amount, type = 'fee')         AS fees,
    sumIf(amount, type = 'correction')  AS corrections,
    sum(amount)                         AS total
FROM trunkline.ledger FINAL
WHERE (:everything = 1 OR account_id IN (:accounts))
  AND (:account_id = '' OR account_id = :account_id)
  AND at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
GROUP BY month, account, currency
ORDER BY month, account, currency
LIMIT :limit
