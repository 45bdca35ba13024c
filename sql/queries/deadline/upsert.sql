-- Deadlines that are new or stand differently.
insert into deadline (negotiation_id, step, occurrence, opened_on, due_on, due_at, state)
select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::date[], $5::date[], $6::timestamptz[], $7::text[])
on conflict (negotiation_id, step, occurrence) do update
   set opened_on = excluded.opened_on, due_on = excluded.due_on, due_at = excluded.due_at, state = excluded.state
