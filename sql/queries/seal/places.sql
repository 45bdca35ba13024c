-- Where the entries of some rooms stand in their zone's tree.
select room_id, seq, leaf_index from leaf where room_id = any ($1::bigint[]) and leaf_index < $2 order by room_id, seq
