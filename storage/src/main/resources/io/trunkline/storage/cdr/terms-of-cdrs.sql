-- From the first ringing to the answer, or to the end of a call that nobody answered.
WITH dateDiff('millisecond', ringing_at, coalesce(answered_at, ended_at)) AS ring_millis
