-- Where negotiations stand.
insert into negotiation (room_id, zone_id, handle, title, pack, state, outcome)
select new.room_id, zone.room_id, new.handle, new.title, new.pack, new.state, new.outcome
  from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       as new (room_id, zone, handle, title, pack, state, outcome)
  join zone on zone.handle = new.zone
on conflict (room_id) do update set state = excluded.state, outcome = excluded.outcome
