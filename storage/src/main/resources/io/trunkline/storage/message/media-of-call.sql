-- The RTCP reports of the legs of one call, in order; one that was written twice is given once.
SELECT
    call_id,
    toUnixTimestamp64Micro(captured_at) AS captured_at_micros,
    agent,
    source,
    target,
    report
FROM trunkline.media_reports
{{legs-in-scope}}
ORDER BY captured_at, collector, journal_index
LIMIT 1 BY collector, journal_index
LIMIT :limit
