-- A page of call records, newest first. Within a scope a record is that of the account that pays: that one was called does
-- not show it what another pays.
--
-- No FINAL: it would read the table whole before it could give the first row. Instead, records of the same call come
-- one after the other, the valid one first, and the reader takes the first. That is right as long as no filter is on a
-- column that a later record of the same call changes. The destination is the only one: where it filters, the reader asks
-- for the revisions of what it found (revisions-of-calls.sql).
{{terms-of-cdrs}}
{{columns-of-cdrs}}
FROM trunkline.cdrs
{{cdrs-that-fit}}
  -- The first line lets the key skip; the second is exact where calls started at the same microsecond.
  AND started_at <= fromUnixTimestamp64Micro(toInt64(:before_micros), 'UTC')
  AND (started_at < fromUnixTimestamp64Micro(toInt64(:before_micros), 'UTC') OR id < :before_id)
ORDER BY started_at DESC, id DESC, recorded_at DESC
LIMIT :limit
