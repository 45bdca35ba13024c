-- What a request with this key was answered.
select fingerprint, status, reply from act where negotiation = $1 and person = $2 and key = $3
