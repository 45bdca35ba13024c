-- Keeps a document; the same bytes twice are kept once.
insert into content (digest, bytes) values ($1, $2) on conflict (digest) do nothing
