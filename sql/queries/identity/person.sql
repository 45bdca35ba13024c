-- What a person's password is checked by.
select handle, name, email, password from identity.person where handle = $1
