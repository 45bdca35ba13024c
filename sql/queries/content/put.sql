-- Keeps documents; the same bytes twice are kept once.
insert into content (digest, bytes)
select * from unnest($1::bytea[], $2::bytea[])
on conflict (digest) do nothing
