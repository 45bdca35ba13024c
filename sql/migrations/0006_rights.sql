-- What the logins may do with the tables of purges, trees and checkpoints.

grant select on purged_entry, purged_content to bargain_table;
grant select, insert on log_key, leaf, checkpoint to bargain_table;
grant select, insert, update on tree, sealed to bargain_table;
grant execute on function purge_entry(bigint, bigint, bigint, bytea), purge_content(bigint, bytea, bigint)
   to bargain_table;

-- A purged entry is read with what stands in for it.
grant select on purged_entry to bargain_clock;
