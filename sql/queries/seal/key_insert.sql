-- Names the key by which checkpoints are signed, unless one is named.
insert into log_key (vkey) values ($1) on conflict (only_row) do nothing
