-- Uses a reset, once: sets the password, and ends every token of the person.
with used as (
    update identity.invitation set used_at = $2
     where digest = $1 and is_reset and used_at is null and expires_at > $2
    returning handle),
changed as (
    update identity.person set password = $3 from used where person.handle = used.handle
    returning person.handle),
ended as (
    update identity.token set revoked_at = $2 from changed
     where token.person = changed.handle and token.revoked_at is null)
select exists (select from changed) as used
