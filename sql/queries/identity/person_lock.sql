-- Makes tokens of one person one after the other, so that they can be counted.
select handle from identity.person where handle = $1 for update
