-- Of some legs those that the scope of who asks covers. What was captured belongs to no account, the record of its leg does;
-- and nobody is shown what is another's by sending a call with the other's Call-ID, or with a value that joins it to the
-- other's.
WHERE call_id IN (:call_ids)
  AND (:everything = 1
       OR call_id IN (
           SELECT call_id
           FROM trunkline.cdrs
           WHERE call_id IN (:call_ids)
             AND level = 0
           GROUP BY call_id
           HAVING countIf(account_id IN (:accounts)) > 0 AND countIf(account_id NOT IN (:accounts)) = 0))
