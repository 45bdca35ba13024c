-- Counts an attempt at a password before it is checked, unless another was counted in the meantime.
update identity.person set failures = failures + 1, retry_at = $3 where handle = $1 and failures = $2
