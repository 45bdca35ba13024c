-- The alerts of a seat that are due, newest first.
select room.handle as negotiation, alert.key, alert.kind, alert.seq, alert.step, alert.occurrence, alert.send_at,
       acknowledgement.acknowledged_at,
       (select string_agg(delivery.channel || ' ' || delivery.state, ', ' order by delivery.channel)
          from delivery where delivery.negotiation_id = alert.negotiation_id and delivery.key = alert.key) as deliveries
  from alert
  join room on room.id = alert.negotiation_id
  left join acknowledgement using (negotiation_id, key)
 where room.handle = $1 and alert.seat = $2 and alert.send_at <= $3 and not alert.cancelled
   and (not $4 or acknowledgement.acknowledged_at is null)
 order by alert.send_at desc, alert.key limit $5
