-- Forgets the attempts, once the password was right.
update identity.person set failures = 0, retry_at = null where handle = $1
