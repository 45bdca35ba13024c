-- Keeps a new token by its digest.
insert into identity.token
       (digest, id, person, kind, label, scopes, negotiations, created_at, expires_at, idle_until, confirmed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
