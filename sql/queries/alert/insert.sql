-- New alerts, each with a delivery on the file channel and one by mail where the seat has an address.
with made as (
    insert into alert (negotiation_id, key, kind, seat, seq, step, occurrence, send_at)
    select negotiation_id, key, kind, seat, seq, step, occurrence, send_at
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[],
                  $8::timestamptz[]) as new (negotiation_id, key, kind, seat, seq, step, occurrence, send_at)
    on conflict (negotiation_id, key) do nothing)
insert into delivery (negotiation_id, key, channel, next_at)
select new.negotiation_id, new.key, channel.name, new.send_at
  from unnest($1::bigint[], $2::text[], $8::timestamptz[], $9::boolean[]) as new (negotiation_id, key, send_at, mailed)
 cross join (values ('file'), ('mail')) as channel (name)
 where channel.name = 'file' or new.mailed
on conflict (negotiation_id, key, channel) do nothing
