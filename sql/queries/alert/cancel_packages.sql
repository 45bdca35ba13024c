-- Takes back what was still to be said of the last days of packages that came to their end before.
with gone as (
    select alert.negotiation_id, alert.key from alert
      join unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[])
           as package (negotiation_id, number, occurrence, changed_at)
        on alert.negotiation_id = package.negotiation_id and alert.step = package.number
       and alert.occurrence = package.occurrence and alert.send_at > package.changed_at
     where not alert.cancelled),
     marked as (
    update alert set cancelled = true from gone
     where alert.negotiation_id = gone.negotiation_id and alert.key = gone.key)
update delivery set state = 'cancelled' from gone
 where delivery.negotiation_id = gone.negotiation_id and delivery.key = gone.key and delivery.state = 'pending'
