-- Locks the rooms of the negotiations whose deadlines are due, earliest first, passing over what another daemon holds.
select room.id, room.handle, room.head_seq, room.head_digest
  from room
  join (select negotiation_id, min(due_at) as due_at
          from (select negotiation_id, due_at from deadline
                 where state = 'pending' and due_at <= $1 order by due_at, negotiation_id limit $2) due
         group by negotiation_id) due on due.negotiation_id = room.id
 order by due.due_at, room.id
   for update of room skip locked
