-- Sets a person's password.
update identity.person set password = $2 where handle = $1
