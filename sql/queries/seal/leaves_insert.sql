-- Adds leaves to a zone's tree.
insert into leaf (zone_id, leaf_index, room_id, seq, hash)
select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[])
