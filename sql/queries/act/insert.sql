-- Remembers what requests were answered.
insert into act (seat, key, fingerprint, recorded_at, status, reply)
select * from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[], $5::bigint[], $6::bytea[])
