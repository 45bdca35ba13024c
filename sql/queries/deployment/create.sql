-- Marks a new database as live or as a drill; the first mark stays.
insert into deployment (kind, created_at) values ($1, $2) on conflict (only_row) do nothing
