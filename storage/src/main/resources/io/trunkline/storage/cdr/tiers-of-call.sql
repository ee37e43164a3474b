-- What each tier of one call was charged, the caller's own first; within a scope those of its accounts.
SELECT
    id,
    call_id,
    account_id,
    called_account_id,
    from_number,
    to_number,
    toUnixTimestamp64Micro(started_at)  AS started_at_micros,
    toUnixTimestamp64Micro(ringing_at)  AS ringing_at_micros,
    toUnixTimestamp64Micro(answered_at) AS answered_at_micros,
    toUnixTimestamp64Micro(ended_at)    AS ended_at_micros,
    duration_millis,
    billed_seconds,
    free_seconds,
    outcome,
    ended_by,
    cause,
    cause_text,
    cause_by,
    toUnixTimestamp64Micro(cause_at)    AS cause_at_micros,
    arrayStringConcat(flags, ',')       AS flag_names,
    status,
    rating,
    price,
    currency,
    tariff,
    steps,
    source,
    target,
    agent,
    user_agent,
    level,
    role,
    parent_id,
    caller_account_id
FROM trunkline.cdrs
WHERE id = :id
  AND call_id = :call_id
  -- The order of the table: a call is found without reading the whole of it.
  AND started_at = fromUnixTimestamp64Micro(toInt64(:started_micros), 'UTC')
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY level, recorded_at DESC
-- A record that was written twice, or rated again, is one tier.
LIMIT 1 BY level
