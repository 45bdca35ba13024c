-- Leases deliveries that are due on the channels that this daemon has, so that nobody else sends them meanwhile; each
-- with the end of its room's chain. They are chosen before anything is joined to them.
with due as materialized (
    select id, negotiation_id, key from delivery
     where state = 'pending' and next_at <= $1 and channel = any ($4::text[])
       and (leased_until is null or leased_until <= $1)
     order by next_at, id limit $2 for update skip locked)
update delivery
   set lease = $3, leased_until = $1 + interval '60 seconds', attempts = delivery.attempts + 1
  from due
  join room on room.id = due.negotiation_id
  join alert on alert.negotiation_id = due.negotiation_id and alert.key = due.key
 where delivery.id = due.id
returning delivery.id, delivery.key, delivery.channel, delivery.attempts, room.id as room_id,
          room.handle as negotiation, room.head_seq, room.head_digest, alert.kind, alert.seat, alert.seq, alert.step,
          alert.occurrence
