-- The last tests of one registered endpoint, newest first; one that was written twice comes once.
SELECT test
FROM trunkline.endpoint_tests
WHERE registration_id = :registration_id
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY started_at DESC, id DESC, recorded_at DESC
LIMIT 1 BY started_at, id
LIMIT :limit
