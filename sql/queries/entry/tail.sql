-- The entries of a room behind a sequence number, in order.
select seq, recorded_at, seat, kind, body, previous, digest
  from entry where room_id = $1 and seq > $2 order by seq limit $3
