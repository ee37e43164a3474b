-- At the server's time, as days are summed up by it.
INSERT INTO trunkline.quality_marks (day, mark)
SELECT toDate(arrayJoin([:days])), 'written'
