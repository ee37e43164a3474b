-- By which rule an account pays for a call, for programs and in words; empty in records from before it was kept.
ALTER TABLE trunkline.cdrs
    ADD COLUMN IF NOT EXISTS payer_rule   LowCardinality(String) AFTER revision,
    ADD COLUMN IF NOT EXISTS payer_reason String CODEC(ZSTD(1)) AFTER payer_rule;
