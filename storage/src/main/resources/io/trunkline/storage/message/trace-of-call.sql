-- Every message of one Call-ID, in order. A message that was written twice is given once.
-- Within one microsecond a collector's index says what came first: its clock may be set back, its index never is.
-- Between collectors nobody can say; the name decides, so that the order is the same each time. It is also that of
-- the table's key, in which the rows lie already.
SELECT
    toUnixTimestamp64Micro(captured_at) AS captured_at_micros,
    toUnixTimestamp64Micro(received_at) AS received_at_micros,
    toUnixTimestamp64Micro(claimed_at)  AS claimed_at_micros,
    collector,
    journal_index,
    agent,
    source,
    target,
    transport,
    method,
    status,
    cseq,
    from_user,
    summary,
    arrayStringConcat(flags, ',')       AS flag_names,
    raw
FROM trunkline.messages
WHERE call_id = :call_id
  -- Messages belong to no account, their call's record does; and nobody is shown another's messages by sending a call
  -- with the other's Call-ID.
  AND (:everything = 1
       OR (SELECT countIf(account_id IN (:accounts)) > 0 AND countIf(account_id NOT IN (:accounts)) = 0
           FROM trunkline.cdrs
           WHERE call_id = :call_id))
ORDER BY captured_at, collector, journal_index
LIMIT 1 BY collector, journal_index
LIMIT :limit
