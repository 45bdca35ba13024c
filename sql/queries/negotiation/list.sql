-- The negotiations, of one zone or of all, at which a person has a seat, or all, with the next date that runs in each.
select negotiation.handle, zone.handle as zone, negotiation.title, negotiation.pack, negotiation.state,
       negotiation.outcome, next.step as next_step, next.due_on as next_due_on
  from negotiation
  join zone on zone.room_id = negotiation.zone_id
  left join lateral (
       select step, due_on from deadline
        where deadline.negotiation_id = negotiation.room_id and deadline.state = 'pending'
        order by due_at, step limit 1) next on true
 where ($1::text is null or zone.handle = $1)
   and ($2::text is null
        or exists (select from seat where seat.zone_id = zone.room_id and seat.handle = $2))
 order by negotiation.handle
