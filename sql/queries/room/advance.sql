-- Moves the heads of rooms on, each only from where it was expected, locking them in one order for all daemons. An
-- entry appended to a room whose head had moved meets the primary key of entry, so the whole transaction fails.
with held as materialized (select id from room where id = any ($1::bigint[]) order by id for update)
update room
   set head_seq = head_seq + step.count, head_digest = step.digest
  from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[]) as step (room_id, expected, count, digest)
  join held on held.id = step.room_id
 where room.id = step.room_id and room.head_seq = step.expected
