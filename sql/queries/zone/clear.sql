-- Empties what can be made anew of one zone, before it is; its negotiations have been emptied first.
with schools as (delete from school where zone_id = $1),
     units as (delete from unit where zone_id = $1),
     seats as (delete from seat where zone_id = $1)
delete from zone where room_id = $1
