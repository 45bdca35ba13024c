-- Makes an empty room under a reserved number.
insert into room (id, kind, handle) values ($1, $2, $3)
