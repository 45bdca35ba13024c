-- What a request with this key was answered.
select fingerprint, status, reply from act where seat = $1 and key = $2
