-- Where a room's chain stands, held there until the transaction ends.
select head_seq, head_digest from room where id = $1 for update
