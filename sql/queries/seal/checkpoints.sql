-- The checkpoints of a zone, oldest first.
select size, note from checkpoint where zone_id = $1 order by size
