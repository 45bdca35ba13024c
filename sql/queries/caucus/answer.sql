-- Remembers what a request was answered.
insert into act (negotiation, person, key, fingerprint, recorded_at, status, reply) values ($1, $2, $3, $4, $5, $6, $7)
