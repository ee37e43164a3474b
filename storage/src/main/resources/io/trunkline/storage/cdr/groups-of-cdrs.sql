-- How many calls share what they are asked to be grouped by, most calls first. What is not asked for is empty in all.
--
-- FINAL: a record that was written again must not count twice, and all of the range is read anyway.
{{terms-of-cdrs}}
SELECT
    if(:by_cause = 1, cause, '')            AS key_cause,
    if(:by_trunk = 1, trunk, '')            AS key_trunk,
    if(:by_account = 1, account_id, '')     AS key_account,
    if(:by_destination = 1, destination, '') AS key_destination,
    count()                                 AS calls,
    countIf(outcome = 'answered')           AS answered,
    toUnixTimestamp64Micro(min(started_at)) AS first_micros,
    toUnixTimestamp64Micro(max(started_at)) AS last_micros
FROM trunkline.cdrs FINAL
{{cdrs-that-fit}}
GROUP BY key_cause, key_trunk, key_account, key_destination
ORDER BY calls DESC, last_micros DESC, key_cause, key_trunk, key_account, key_destination
LIMIT :limit
