-- Takes back the reminders of deadlines that no longer run, as far as they were still to be sent.
with gone as (
    select alert.negotiation_id, alert.key from alert
      join unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[])
           as deadline (negotiation_id, step, occurrence, changed_at)
        on alert.negotiation_id = deadline.negotiation_id and alert.step = deadline.step
       and alert.occurrence = deadline.occurrence and alert.send_at > deadline.changed_at
     where alert.kind = 'reminder' and not alert.cancelled),
     marked as (
    update alert set cancelled = true from gone
     where alert.negotiation_id = gone.negotiation_id and alert.key = gone.key)
update delivery set state = 'cancelled' from gone
 where delivery.negotiation_id = gone.negotiation_id and delivery.key = gone.key and delivery.state = 'pending'
