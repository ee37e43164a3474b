-- The address to which the platform sent a call, without port and brackets; none when it refused it itself.
WITH multiIf(
         cause_by = 'platform' AND outcome != 'answered', '',
         startsWith(target, '['), substring(target, 2, position(target, ']') - 2),
         substringIndex(target, ':', 1)) AS trunk,
     -- From the first ringing to the answer, or to the end of a call that nobody answered.
     dateDiff('millisecond', ringing_at, coalesce(answered_at, ended_at)) AS ring_millis
