-- How many messages there are, each counted once.
SELECT count() AS messages
FROM (SELECT DISTINCT collector, journal_index FROM trunkline.messages)
