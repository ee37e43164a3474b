     , outcome = 'answered' AS was_answered,
     -- ITU-T E.425: it reached the called side, and only that side kept it from being answered.
     was_answered
         OR cause IN ('busy', 'no-answer', 'declined', 'unreachable') AND cause_by != 'platform'
         OR cause = 'cancelled' AND ringing_at IS NOT NULL AS was_effective,
     coalesce(ringing_at, answered_at) AS heard_at,
     -- What the platform refused counts for no destination.
     if(cause_by = 'platform' AND NOT was_answered, '', toString(destination)) AS destination_key
