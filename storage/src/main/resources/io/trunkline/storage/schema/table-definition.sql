SELECT engine_full
FROM system.tables
WHERE database = 'trunkline' AND name = :table
