-- The bytes of a draft.
select bytes from content where negotiation = $1 and digest = $2
