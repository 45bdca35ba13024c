-- Forgets a person's tokens that ended long ago.
delete from identity.token where person = $1 and least(expires_at, coalesce(revoked_at, expires_at)) < $2
