-- Ends the oldest sessions of a person beyond so many.
update identity.token set revoked_at = $2
 where digest in (select digest from identity.token
                   where person = $1 and kind = 'session' and revoked_at is null and expires_at > $2 and idle_until > $2
                   order by created_at desc, id offset $3::bigint)
