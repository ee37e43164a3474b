-- The calls of an endpoint are those of its user, or of its address: only within one index is either looked for.
ALTER TABLE trunkline.cdrs
    ADD INDEX IF NOT EXISTS endpoints (from_number, to_number, source, target) TYPE bloom_filter(0.01) GRANULARITY 1;
