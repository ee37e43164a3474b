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
{{legs-in-scope}}
ORDER BY captured_at, collector, journal_index
LIMIT 1 BY collector, journal_index
LIMIT :limit
