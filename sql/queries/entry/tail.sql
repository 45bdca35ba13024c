-- The entries of a room behind a sequence number, in order; for a purged body, what stands in for it.
select entry.seq, recorded_at, seat, kind, salt, coalesce(body, purged.stand_in) as body, body_digest, previous, digest,
       purged.order_seq
  from entry
  left join purged_entry purged on purged.room_id = entry.room_id and purged.seq = entry.seq
 where entry.room_id = $1 and entry.seq > $2 order by entry.seq limit $3
