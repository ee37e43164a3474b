-- The calls that fit a filter, and the scope of who asks. A parameter that is empty, or -1, does not filter.
WHERE (:everything = 1 OR account_id IN (:accounts))
  -- A call once: who may see what an account above its caller pays may see what the caller pays.
  AND level = 0
  AND started_at >= fromUnixTimestamp64Micro(toInt64(:since_micros), 'UTC')
  AND started_at < fromUnixTimestamp64Micro(toInt64(:until_micros), 'UTC')
  AND (:view != '' OR :account_id = '' OR account_id = :account_id OR called_account_id = :account_id)
  AND (:view != 'dialled' OR account_id != '' AND (:account_id = '' OR account_id = :account_id))
  AND (:view != 'received' OR outcome = 'answered' AND called_account_id != ''
       AND (:account_id = '' OR called_account_id = :account_id))
  AND (:view != 'missed' OR outcome != 'answered' AND called_account_id != ''
       AND (:account_id = '' OR called_account_id = :account_id))
  AND (:view != 'other' OR account_id = '' AND called_account_id = '')
  AND (:number = '' OR from_number = :number OR to_number = :number)
  AND (:number_prefix = '' OR startsWith(from_number, :number_prefix) OR startsWith(to_number, :number_prefix))
  -- An id of one call, or a Call-ID, which may be that of several.
  AND (:call_id = '' OR call_id = :call_id OR id = :call_id)
  AND (:outcome = '' OR outcome = :outcome)
  AND (:cause = '' OR cause = :cause)
  AND (:destination = '' OR destination = :destination)
  AND (:trunk = '' OR trunk = :trunk)
  AND (:agent = '' OR agent = :agent)
  AND (:endpoint_user = ''
       OR from_number = :endpoint_user OR to_number = :endpoint_user
       OR (source = :endpoint_address OR target = :endpoint_address)
          AND started_at >= fromUnixTimestamp64Micro(toInt64(:endpoint_since_micros), 'UTC')
          AND started_at < fromUnixTimestamp64Micro(toInt64(:endpoint_until_micros), 'UTC'))
  -- Who did not ring has no ring time: no bound of it fits.
  AND (:min_ring_millis = -1 OR ring_millis >= toInt64(:min_ring_millis))
  AND (:max_ring_millis = -1 OR ring_millis <= toInt64(:max_ring_millis))
  AND (:min_millis = -1 OR duration_millis >= toInt64(:min_millis))
  AND (:max_millis = -1 OR duration_millis <= toInt64(:max_millis))
