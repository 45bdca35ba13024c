-- Whom a token stands for, and whether it still does, in one look.
select id, person, kind, scopes, negotiations, confirmed_at, expires_at, idle_until, last_used_at,
       case when revoked_at is not null then 'revoked'
            when expires_at <= $2 or idle_until <= $2 then 'expired'
            else 'live' end as state
  from identity.token
 where digest = $1
