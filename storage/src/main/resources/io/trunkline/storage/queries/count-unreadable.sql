-- How many records could not be understood, each counted once.
SELECT count() AS records
FROM (SELECT DISTINCT topic, partition, offset FROM trunkline.unreadable)
