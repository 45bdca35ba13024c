-- Keeps a new invitation by its digest.
insert into identity.invitation (digest, zone, handle, created_at, expires_at, is_reset) values ($1, $2, $3, $4, $5, $6)
