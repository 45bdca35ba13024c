-- Where a room's chain stands.
select id, head_seq, head_digest from room where kind = $1 and handle = $2
