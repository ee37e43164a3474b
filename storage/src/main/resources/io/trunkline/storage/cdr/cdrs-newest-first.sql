-- A page of call records, newest first. Within a scope a record is that of the account that pays: that one was called does
-- not show it what another pays.
--
-- No FINAL: it would read the table whole before it could give the first row. Instead, records of the same call come
-- one after the other, the valid one first, and the reader takes the first. That is right because no filter is on a
-- column that a later record of the same call changes: but for the destination of a call that had no rate, which no
-- filter finds.
{{terms-of-cdrs}}
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
{{cdrs-that-fit}}
  -- The first line lets the key skip; the second is exact where calls started at the same microsecond.
  AND started_at <= fromUnixTimestamp64Micro(toInt64(:before_micros), 'UTC')
  AND (started_at < fromUnixTimestamp64Micro(toInt64(:before_micros), 'UTC') OR id < :before_id)
ORDER BY started_at DESC, id DESC, recorded_at DESC
LIMIT :limit
