-- One test by its id.
SELECT test
FROM trunkline.endpoint_tests
WHERE id = :id
  AND (:everything = 1 OR account_id IN (:accounts))
ORDER BY recorded_at DESC
LIMIT 1
