-- One record for each tier that is charged for a call: what each account paid and whom, so that what a reseller earned is a
-- sum over this table alone: the rows of which it is the parent less its own.
ALTER TABLE trunkline.cdrs
    -- 0 is the caller's own account: every call has that one, and lists show it.
    ADD COLUMN IF NOT EXISTS level             UInt16                  CODEC(ZSTD(1)) AFTER user_agent,
    ADD COLUMN IF NOT EXISTS role              LowCardinality(String)  DEFAULT 'caller' AFTER level,
    -- Empty where the account pays to the platform.
    ADD COLUMN IF NOT EXISTS parent_id         LowCardinality(String)  AFTER role,
    ADD COLUMN IF NOT EXISTS caller_account_id LowCardinality(String)  DEFAULT account_id AFTER parent_id,
    -- An account may pay for one call in two roles.
    MODIFY ORDER BY (toDate(started_at), account_id, started_at, call_id, level);
