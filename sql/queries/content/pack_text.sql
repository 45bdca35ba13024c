-- The text of the rule pack that a negotiation was opened under.
select bytes from pack_text($1) as bytes where bytes is not null
