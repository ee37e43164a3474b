-- What a call took of the free minutes of its account: whole minutes, in seconds. The sum over a month is what is gone.
ALTER TABLE trunkline.cdrs
    ADD COLUMN IF NOT EXISTS free_seconds Int64 CODEC(ZSTD(1)) AFTER billed_seconds;
