-- Every room, for reading the record from end to end.
select id, kind, handle, head_seq, head_digest from room order by id
