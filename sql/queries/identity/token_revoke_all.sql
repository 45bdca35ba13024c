-- Ends every token of a person but one, or every one.
update identity.token set revoked_at = $3
 where person = $1 and revoked_at is null and ($2::bytea is null or digest <> $2)
