-- Where the chain of a private room stands.
select head_seq, head_digest from room where negotiation = $1
