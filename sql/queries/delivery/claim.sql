-- Leases deliveries that are due on the channels that this daemon has, so that nobody else sends them meanwhile; each
-- with the end of its room's chain.
update delivery
   set lease = $3, leased_until = $1 + interval '60 seconds', attempts = delivery.attempts + 1
  from (select waiting.id, room.id as room_id, room.handle as negotiation, room.head_seq, room.head_digest,
               alert.kind, alert.seat, alert.seq, alert.step, alert.occurrence
          from delivery waiting
          join room on room.id = waiting.negotiation_id
          join alert on alert.negotiation_id = waiting.negotiation_id and alert.key = waiting.key
         where waiting.state = 'pending' and waiting.next_at <= $1 and waiting.channel = any ($4::text[])
           and (waiting.leased_until is null or waiting.leased_until <= $1)
         order by waiting.next_at, waiting.id limit $2 for update of waiting skip locked) due
 where delivery.id = due.id
returning delivery.id, delivery.key, delivery.channel, delivery.attempts, due.room_id, due.negotiation, due.head_seq,
          due.head_digest, due.kind, due.seat, due.seq, due.step, due.occurrence
