-- Sums up the calls that began on a day, by trunk, by destination and by account. What the day holds already and has no
-- calls any more (one that was rated again may be of another destination) gets zeros, for rows are replaced and never removed.
INSERT INTO trunkline.quality_days
    (grouping, day, key, version, attempts, answered, effective, talk_millis, delays, currencies, revenue)
SELECT
    grouping,
    toDate(:day),
    key,
    fromUnixTimestamp64Micro(toInt64(:version_micros), 'UTC'),
    sum(attempts),
    sum(answered),
    sum(effective),
    sum(talk_millis),
    quantileTimingIfMergeState(0.5)(delays),
    groupUniqArrayArray(currencies),
    sum(revenue)
FROM
(
    SELECT
        toString(grouping) AS grouping,
        key,
        toUInt64(0) AS attempts,
        toUInt64(0) AS answered,
        toUInt64(0) AS effective,
        toInt64(0) AS talk_millis,
        quantileTimingIfState(0.5)(toInt64(0), toUInt8(0)) AS delays,
        emptyArrayString() AS currencies,
        toDecimal128(0, 12) AS revenue
    FROM trunkline.quality_days
    WHERE day = toDate(:day)
    GROUP BY grouping, key
    UNION ALL
    (
    {{terms-of-cdrs}}
    {{terms-of-quality}}
    SELECT side.1 AS grouping,
           side.2 AS key,
           {{sums-of-quality}}
    FROM trunkline.cdrs FINAL
    ARRAY JOIN [('trunk', trunk), ('destination', destination_key), ('account', account_id)] AS side
    WHERE level = 0
      AND toDate(started_at) = toDate(:day)
    GROUP BY grouping, key
    )
)
WHERE key != ''
GROUP BY grouping, key
