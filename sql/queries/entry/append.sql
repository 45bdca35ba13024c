-- Appends entries to their rooms.
insert into entry (room_id, seq, recorded_at, seat, kind, salt, body, body_digest, previous, digest, once)
select * from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::bytea[], $7::bytea[],
                     $8::bytea[], $9::bytea[], $10::bytea[], $11::text[])
