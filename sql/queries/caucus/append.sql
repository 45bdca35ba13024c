-- Appends an entry to a private room.
insert into entry (negotiation, seq, recorded_at, seat, kind, salt, body, body_digest, previous, digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
