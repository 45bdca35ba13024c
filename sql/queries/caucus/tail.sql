-- The entries of a private room behind a sequence number, in order.
select seq, recorded_at, seat, kind, body, previous, digest
  from entry where negotiation = $1 and seq > $2 order by seq limit $3
