-- The number of a room that is about to be made.
select nextval('room_id_seq') as id
