-- The number of a room that is about to be made.
select nextval(pg_get_serial_sequence('room', 'id')) as id
