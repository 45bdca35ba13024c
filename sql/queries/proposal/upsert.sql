-- Proposals that are new, stand differently, or lost their title to an order to purge.
insert into proposal (negotiation_id, side, count, title, answers, digest, bytes, status, served_seq, served_at)
select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bigint[],
                     $8::text[], $9::bigint[], $10::timestamptz[])
on conflict (negotiation_id, side, count) do update set title = excluded.title, status = excluded.status
