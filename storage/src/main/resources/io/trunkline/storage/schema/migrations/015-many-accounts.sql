-- Accounts may be a million, and prefixes of rates hundreds of thousands: a dictionary of them is read with each block, and
-- pays no more. New parts have plain texts at once; what is there is written anew in the background.
ALTER TABLE trunkline.cdrs
    MODIFY COLUMN account_id        String CODEC(ZSTD(1)),
    MODIFY COLUMN called_account_id String CODEC(ZSTD(1)),
    MODIFY COLUMN parent_id         String CODEC(ZSTD(1)),
    MODIFY COLUMN caller_account_id String DEFAULT account_id CODEC(ZSTD(1)),
    MODIFY COLUMN prefix            String CODEC(ZSTD(1))
    SETTINGS alter_sync = 0;
ALTER TABLE trunkline.ledger
    MODIFY COLUMN account_id String CODEC(ZSTD(1))
    SETTINGS alter_sync = 0;
ALTER TABLE trunkline.registration_events
    MODIFY COLUMN account_id String CODEC(ZSTD(1))
    SETTINGS alter_sync = 0;
