-- The seat that an invitation is to.
select zone, handle, used_at, is_reset from identity.invitation where digest = $1 and expires_at > $2
