with due as (
    select id from deadline where state = 'pending' and due_at <= now()
     order by due_at, id limit 100 for update skip locked),
     fired as (
    update deadline set state = 'lapsed' from due where deadline.id = due.id returning deadline.id),
     noted as (
    insert into audit (deadline_id, recorded_at, kind) select id, now(), 'deadline.lapsed' from fired)
insert into outbox (key, send_at) select 'lapsed/' || id, now() from fired;
