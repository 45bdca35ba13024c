-- The entries of a zone that are not in its tree, each room's in order.
select room.id as room_id, room.kind as room_kind, room.handle, entry.seq, entry.recorded_at, entry.seat, entry.kind,
       entry.salt, coalesce(entry.body, purged.stand_in) as body, entry.body_digest, entry.previous, entry.digest,
       purged.order_seq
  from room
  left join negotiation on negotiation.room_id = room.id
  left join sealed on sealed.room_id = room.id
  join entry on entry.room_id = room.id and entry.seq > coalesce(sealed.seq, 0)
  left join purged_entry purged on purged.room_id = entry.room_id and purged.seq = entry.seq
 where room.id = $1 or negotiation.zone_id = $1
 order by entry.recorded_at, entry.room_id, entry.seq
 limit $2
