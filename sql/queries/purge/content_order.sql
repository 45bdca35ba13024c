-- Which entry ordered a document to be purged.
select room.kind, room.handle, purged.order_seq
  from purged_content purged join room on room.id = purged.room_id where purged.digest = $1
