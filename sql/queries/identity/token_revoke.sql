-- Ends a token of a person by what it is called.
update identity.token set revoked_at = $3 where person = $1 and id = $2 and revoked_at is null
returning id
