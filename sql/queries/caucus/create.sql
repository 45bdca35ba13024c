-- Makes a private room on its first use.
insert into room (negotiation) values ($1) on conflict (negotiation) do nothing
