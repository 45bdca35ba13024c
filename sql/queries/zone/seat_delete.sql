-- A seat that was given up.
delete from seat where zone_id = $1 and handle = $2
