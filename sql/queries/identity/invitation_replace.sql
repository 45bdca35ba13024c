-- Ends the invitations to a seat that nobody used.
delete from identity.invitation where zone = $1 and handle = $2 and used_at is null
