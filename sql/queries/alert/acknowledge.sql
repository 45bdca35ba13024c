-- Notes that a seat has taken an alert in; says whether the alert is that seat's and was sent.
with mine as (
    select alert.negotiation_id, alert.key from alert
      join room on room.id = alert.negotiation_id
     where room.handle = $1 and alert.seat = $2 and alert.key = $3 and alert.send_at <= $4 and not alert.cancelled),
     noted as (
    insert into acknowledgement (negotiation_id, key, acknowledged_at)
    select negotiation_id, key, $4 from mine on conflict (negotiation_id, key) do nothing)
select count(*) as found from mine
