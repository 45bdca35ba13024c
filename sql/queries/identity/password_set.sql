-- Sets a person's password.
update identity.person set password = $2, failures = 0, retry_at = null where handle = $1
