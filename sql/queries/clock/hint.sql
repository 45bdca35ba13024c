-- Rings the bell of every daemon that listens.
select pg_notify($1, '')::text as sent
