-- The address, without port and brackets, to which the platform sent a call; empty of one to an account of the platform, and of
-- one that never left it. Rating says so: the address to which an INVITE went may be the platform's own. Records from before
-- have what was counted of them.
ALTER TABLE trunkline.cdrs
    ADD COLUMN IF NOT EXISTS trunk String DEFAULT multiIf(
        called_account_id != '' OR cause_by = 'platform' AND outcome != 'answered', '',
        startsWith(target, '['), substring(target, 2, position(target, ']') - 2),
        substringIndex(target, ':', 1)) CODEC(ZSTD(1)) AFTER target;
