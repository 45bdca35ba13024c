-- The key by which checkpoints are signed.
select vkey from log_key
