-- The zones, by handle.
select handle, name, district, state,
       (select count(*) from school where school.zone_id = zone.room_id) as schools,
       (select count(*) from negotiation where negotiation.zone_id = zone.room_id) as negotiations
  from zone order by handle
