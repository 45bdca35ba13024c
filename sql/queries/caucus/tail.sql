-- The entries of a private room behind a sequence number, in order; none of them is ever purged.
select seq, recorded_at, seat, kind, salt, body, body_digest, previous, digest, null::bigint as order_seq
  from entry where negotiation = $1 and seq > $2 order by seq limit $3
