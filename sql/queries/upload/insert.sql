-- Remembers who sent which documents, how large and when.
insert into upload (person, digest, bytes, sent_at)
select person, digest, bytes, $4::timestamptz from unnest($1::text[], $2::bytea[], $3::int8[]) as sent (person, digest, bytes)
on conflict do nothing
