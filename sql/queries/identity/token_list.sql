-- A person's tokens that are good now, newest first.
select id, kind, label, scopes, negotiations, created_at, expires_at, idle_until, confirmed_at, last_used_at
  from identity.token
 where person = $1 and revoked_at is null and expires_at > $2 and (idle_until is null or idle_until > $2)
 order by created_at desc, id
