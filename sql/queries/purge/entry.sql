-- Takes the body of an entry away, as an entry of its room orders.
select purge_entry($1, $2, $3, $4)::text as done
