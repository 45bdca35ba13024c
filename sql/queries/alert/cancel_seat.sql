-- Takes back what was still to be sent to a seat that was given up.
with gone as (
    update alert set cancelled = true
     where negotiation_id = $1 and seat = $2 and send_at > $3 and not cancelled
    returning negotiation_id, key)
update delivery set state = 'cancelled' from gone
 where delivery.negotiation_id = gone.negotiation_id and delivery.key = gone.key and delivery.state = 'pending'
