-- Every message of one Call-ID, in order. A message that was written twice is given once.
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
ORDER BY captured_at, received_at, journal_index, collector
LIMIT 1 BY collector, journal_index
LIMIT :limit
