-- A bargaining unit that was recognised.
insert into unit (zone_id, handle, name, local) values ($1, $2, $3, $4)
