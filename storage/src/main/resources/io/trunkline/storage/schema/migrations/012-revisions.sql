-- How many times a tier of a call was rated again. The record that was written last holds, as always.
ALTER TABLE trunkline.cdrs
    ADD COLUMN IF NOT EXISTS revision Int64 CODEC(ZSTD(1)) AFTER caller_account_id;
