-- Notes that the person gave the password with a token.
update identity.token set confirmed_at = $2 where digest = $1 and revoked_at is null
