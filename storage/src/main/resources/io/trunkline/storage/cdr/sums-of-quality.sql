count()                                     AS attempts,
           countIf(was_answered)                       AS answered,
           countIf(was_effective)                      AS effective,
           sumIf(duration_millis, was_answered)        AS talk_millis,
           -- Bounded in memory, whatever the number of calls: exact to a second, to 16 ms above.
           quantileTimingIfState(0.5)(
               toInt64(greatest(0, dateDiff('millisecond', started_at, coalesce(heard_at, started_at)))),
               toUInt8(heard_at IS NOT NULL))          AS delays,
           groupUniqArrayIf(toString(currency), price != 0) AS currencies,
           sum(coalesce(price, 0))                     AS revenue
