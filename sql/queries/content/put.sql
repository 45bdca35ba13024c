-- Keeps documents; the same bytes twice are kept once, and bytes that were purged are there again.
insert into content (digest, bytes)
select * from unnest($1::bytea[], $2::bytea[])
on conflict (digest) do update set bytes = excluded.bytes, restored = content.restored + 1 where content.bytes is null
