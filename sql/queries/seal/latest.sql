-- The last checkpoint of a zone.
select size, note from checkpoint where zone_id = $1 order by size desc limit 1
