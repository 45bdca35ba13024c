-- Makes sure that a zone has a tree.
insert into tree (zone_id, frontier) values ($1, decode(repeat('00', 8), 'hex')) on conflict (zone_id) do nothing
