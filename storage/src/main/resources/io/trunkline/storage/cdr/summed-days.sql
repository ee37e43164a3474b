-- Days whose sums hold: summed up after they were last written to.
SELECT toString(day) AS summed_day
FROM trunkline.quality_marks
GROUP BY day
HAVING maxIf(at, mark = 'summed') > maxIf(at, mark = 'written')
ORDER BY day DESC
