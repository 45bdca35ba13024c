-- A school that joined a zone.
insert into school (zone_id, handle, name, district, state, enrolment)
select zone.room_id, $2, $3, zone.district, zone.state, $4 from zone where zone.room_id = $1
