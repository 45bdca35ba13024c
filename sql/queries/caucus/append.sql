-- Appends an entry to a private room.
insert into entry (negotiation, seq, recorded_at, seat, kind, body, previous, digest)
values ($1, $2, $3, $4, $5, $6, $7, $8)
