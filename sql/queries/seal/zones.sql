-- The zones with entries that no checkpoint covers yet.
select distinct coalesce(negotiation.zone_id, room.id) as zone_id
  from room
  left join negotiation on negotiation.room_id = room.id
  left join sealed on sealed.room_id = room.id
 where room.head_seq > coalesce(sealed.seq, 0) and (room.kind = 'hallway' or negotiation.zone_id is not null)
