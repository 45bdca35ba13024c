-- The leaves of a zone's tree below a size, in order.
select hash from leaf where zone_id = $1 and leaf_index < $2 order by leaf_index
