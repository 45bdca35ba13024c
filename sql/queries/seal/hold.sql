-- Holds a zone's tree until the transaction ends.
select tree.frontier, room.handle from tree join room on room.id = tree.zone_id where tree.zone_id = $1 for update of tree
