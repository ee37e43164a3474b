-- How the price of a call came about, in the words of the day on which it was made: a later version words or counts
-- anew, and what a customer was told stays. JSON, empty without a price and in records that are older than the column.
ALTER TABLE trunkline.cdrs ADD COLUMN IF NOT EXISTS steps String CODEC(ZSTD(1)) AFTER tariff;
