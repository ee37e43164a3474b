-- The links in which any of some Call-IDs stands: as a leg, or as the value where that may be a Call-ID.
SELECT
    value,
    toUnixTimestamp64Micro(since) AS since_micros,
    max(may_be_call_id)           AS names_call_id,
    -- Of the records of a link each has more legs than the one before, until too many come and the last has none.
    argMax(call_ids, (empty(call_ids), length(call_ids))) AS legs,
    argMax(borne_in, (empty(call_ids), length(call_ids))) AS legs_borne_in
FROM
(
    -- Two searches: the key finds the one, the Bloom filter the other, and neither finds what is one or the other.
    SELECT value, since, may_be_call_id, call_ids, borne_in
    FROM trunkline.call_links
    WHERE value IN (:call_ids)
    UNION ALL
    SELECT value, since, may_be_call_id, call_ids, borne_in
    FROM trunkline.call_links
    WHERE value IN (SELECT value FROM trunkline.call_links WHERE hasAny(call_ids, array(:call_ids)))
)
GROUP BY value, since
-- A value may have had other lives, with other legs.
HAVING hasAny(legs, array(:call_ids)) OR (names_call_id AND value IN (:call_ids) AND notEmpty(legs))
ORDER BY since DESC, value
LIMIT :limit
