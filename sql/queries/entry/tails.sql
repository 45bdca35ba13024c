-- The next entries of several rooms, each behind a sequence number of its own, in order.
select known.room_id, entry.seq, entry.recorded_at, entry.seat, entry.kind, entry.body, entry.previous, entry.digest
  from unnest($1::bigint[], $2::bigint[]) as known (room_id, seq)
 cross join lateral (
       select seq, recorded_at, seat, kind, body, previous, digest from entry
        where entry.room_id = known.room_id and entry.seq > known.seq order by seq limit $3) entry
 order by known.room_id, entry.seq
