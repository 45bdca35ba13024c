-- Notes what became of deliveries that share a lease, but for those whose lease was lost.
update delivery set state = $3, next_at = $4, delivered_at = $5, last_error = $6, lease = null, leased_until = null
 where id = any ($1::bigint[]) and lease = $2
