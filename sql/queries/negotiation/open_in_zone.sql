-- The rooms of a zone's negotiations that are not closed.
select room.handle from room
  join negotiation on negotiation.room_id = room.id
  join zone on zone.room_id = negotiation.zone_id
 where zone.handle = $1 and negotiation.state <> 'closed' order by room.handle
