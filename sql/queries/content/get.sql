-- The bytes of a document.
select bytes from content where digest = $1
