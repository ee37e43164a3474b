SELECT DISTINCT name, checksum
FROM trunkline.migrations
ORDER BY name
