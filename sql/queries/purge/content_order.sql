-- Which entry ordered a document to be purged, the last time.
select room.kind, room.handle, purged.order_seq
  from purged_content purged join room on room.id = purged.room_id where purged.digest = $1
 order by purged.order_seq desc limit 1
