-- Takes the bytes of a document away, as an entry of a room orders.
select purge_content($1, $2, $3)::text as done
