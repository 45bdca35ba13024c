-- What a person's password is checked by.
select handle, name, email, password, failures, retry_at from identity.person where handle = $1
