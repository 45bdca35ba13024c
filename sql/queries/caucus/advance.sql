-- Moves the head of a private room on, only from where it was expected. An entry appended to a room whose head had
-- moved meets the primary key of entry, so the whole transaction fails.
update room set head_seq = head_seq + 1, head_digest = $3 where negotiation = $1 and head_seq = $2
