-- Whom some tokens stand for, each with its digest, and whether somebody has ended it.
select digest, id, person, kind, scopes, negotiations, confirmed_at, expires_at, idle_until, last_used_at,
       revoked_at is not null as is_revoked
  from identity.token
 where digest = any ($1::bytea[])
