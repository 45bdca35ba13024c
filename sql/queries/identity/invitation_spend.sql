-- Uses an invitation, once, for a person who is known already.
update identity.invitation set used_at = $2 where digest = $1 and used_at is null and expires_at > $2
