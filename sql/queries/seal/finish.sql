-- Moves a zone's tree and its rooms on, and keeps the checkpoint.
with moved as (update tree set frontier = $2 where zone_id = $1),
     rooms as (insert into sealed (room_id, seq) select * from unnest($3::bigint[], $4::bigint[])
               on conflict (room_id) do update set seq = excluded.seq)
insert into checkpoint (zone_id, size, note, sealed_at) values ($1, $5, $6, $7)
