-- The entries of a zone that are not in its tree, each room's in order. Looked for room by room behind what is sealed, so
-- that a long record costs no more than a short one.
select room.id as room_id, room.kind as room_kind, room.handle, entry.seq, entry.recorded_at, entry.seat, entry.kind,
       entry.salt, coalesce(entry.body, purged.stand_in) as body, entry.body_digest, entry.previous, entry.digest,
       purged.order_seq
  from (select $1::bigint as id union all select room_id from negotiation where zone_id = $1) of_zone
  join room on room.id = of_zone.id
  left join sealed on sealed.room_id = room.id
 cross join lateral (
       select * from entry
        where entry.room_id = room.id and entry.seq > coalesce(sealed.seq, 0)
        order by entry.seq limit $2) entry
  left join purged_entry purged on purged.room_id = entry.room_id and purged.seq = entry.seq
 where room.head_seq > coalesce(sealed.seq, 0)
 order by entry.recorded_at, entry.room_id, entry.seq
 limit $2
