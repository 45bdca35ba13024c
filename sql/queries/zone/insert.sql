-- A zone that was established.
insert into zone (room_id, handle, name, district, state, calendar) values ($1, $2, $3, $4, $5, $6)
