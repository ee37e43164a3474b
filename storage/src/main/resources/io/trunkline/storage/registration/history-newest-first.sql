-- The last events of one registered endpoint, newest first; one that was written twice comes once.
SELECT
    registration_id,
    toUnixTimestamp64Micro(at) AS at_micros,
    event,
    cause,
    aor,
    account_id,
    contact,
    received_from,
    transport,
    user_agent,
    toUnixTimestamp64Micro(registered_at) AS registered_at_micros,
    toUnixTimestamp64Micro(expires_at) AS expires_at_micros,
    state,
    state_cause,
    agent,
    may_bill
FROM trunkline.registration_events
WHERE registration_id = :registration_id
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY at DESC, event DESC, contact DESC, recorded_at DESC
LIMIT 1 BY at, event, contact
LIMIT :limit
