-- Remembers who sent which documents.
insert into upload (person, digest) select * from unnest($1::text[], $2::bytea[]) on conflict do nothing
