-- Uses an invitation, once, and makes the person where nobody of that handle is known yet.
with used as (
    update identity.invitation set used_at = $2 where digest = $1 and used_at is null and expires_at > $2
    returning handle),
made as (
    insert into identity.person (handle, name, email, password, created_at)
    select handle, $3, $4, $5, $2 from used
    on conflict (handle) do nothing
    returning handle)
select exists (select from used) as used, exists (select from made) as made
