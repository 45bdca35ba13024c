-- The next entries of several rooms, each behind a sequence number of its own, in order.
select known.room_id, entry.seq, recorded_at, seat, kind, salt, coalesce(body, purged.stand_in) as body, body_digest,
       previous, digest, purged.order_seq
  from unnest($1::bigint[], $2::bigint[]) as known (room_id, seq)
 cross join lateral (
       select * from entry
        where entry.room_id = known.room_id and entry.seq > known.seq order by seq limit $3) entry
  left join purged_entry purged on purged.room_id = entry.room_id and purged.seq = entry.seq
 order by known.room_id, entry.seq
