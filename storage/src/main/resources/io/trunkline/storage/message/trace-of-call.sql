-- Every message of the legs of one call, in order. A message that was written twice is given once.
-- Within one microsecond a collector's index says what came first: its clock may be set back, its index never is.
-- Between collectors nobody can say; the name decides, so that the order is the same each time. It is also that of
-- the table's key, in which the rows lie already.
SELECT
    call_id,
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
WHERE call_id IN (:call_ids)
  -- Messages belong to no account, the record of their leg does; and nobody is shown another's messages by sending a
  -- call with the other's Call-ID, or with a value that joins it to the other's.
  AND (:everything = 1
       OR call_id IN (
           SELECT call_id
           FROM trunkline.cdrs
           WHERE call_id IN (:call_ids)
             AND level = 0
           GROUP BY call_id
           HAVING countIf(account_id IN (:accounts)) > 0 AND countIf(account_id NOT IN (:accounts)) = 0))
ORDER BY captured_at, collector, journal_index
LIMIT 1 BY collector, journal_index
LIMIT :limit
