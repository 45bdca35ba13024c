-- Which entry each leaf of a zone's tree is.
select room_id, seq, leaf_index from leaf where zone_id = $1 order by leaf_index
