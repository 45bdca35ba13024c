-- The instant of the earliest delivery that waits on the given channels.
select min(greatest(next_at, coalesce(leased_until, next_at))) as next_at
  from delivery where state = 'pending' and channel = any ($1::text[])
