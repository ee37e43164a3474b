-- A page of an account's ledger, last entry first. An entry that was written twice comes twice, one after the other.
SELECT
    id,
    account_id,
    sequence,
    toUnixTimestamp64Micro(at) AS at_micros,
    type,
    amount,
    balance_after,
    currency,
    reference,
    description
FROM trunkline.ledger
WHERE account_id = :account_id
  AND (:everything = 1 OR account_id IN (:accounts))
  AND sequence < :before_sequence
  AND at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
ORDER BY sequence DESC, recorded_at DESC
LIMIT :limit
