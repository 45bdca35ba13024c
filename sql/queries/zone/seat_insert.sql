-- A seat that was taken.
insert into seat (zone_id, handle, person, role, email) values ($1, $2, $3, $4, $5)
