-- The zones in which a person has a seat, or all, by handle.
select handle, name, district, state,
       (select count(*) from school where school.zone_id = zone.room_id) as schools,
       (select count(*) from negotiation where negotiation.zone_id = zone.room_id) as negotiations
  from zone
 where $1::text is null
    or exists (select from seat where seat.zone_id = zone.room_id and seat.handle = $1)
 order by handle
