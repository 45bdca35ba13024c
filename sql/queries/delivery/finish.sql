-- Notes what became of a delivery, unless its lease was lost.
update delivery set state = $3, next_at = $4, delivered_at = $5, last_error = $6, lease = null, leased_until = null
 where id = $1 and lease = $2
