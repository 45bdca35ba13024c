-- Notes that a token was used, and lets a session live on; whoever comes second finds it noted.
update identity.token
   set last_used_at = $2, idle_until = case when kind = 'session' then $3::timestamptz end
 where digest = $1 and revoked_at is null and (last_used_at is null or last_used_at < $4)
