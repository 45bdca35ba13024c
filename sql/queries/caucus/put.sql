-- Keeps a draft's text; the same bytes twice are kept once in a room.
insert into content (negotiation, digest, bytes) values ($1, $2, $3) on conflict (negotiation, digest) do nothing
