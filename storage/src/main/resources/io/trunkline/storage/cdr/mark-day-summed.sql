INSERT INTO trunkline.quality_marks (day, mark, at)
SELECT toDate(:day), 'summed', fromUnixTimestamp64Micro(toInt64(:version_micros), 'UTC')
