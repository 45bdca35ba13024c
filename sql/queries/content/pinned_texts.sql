-- The texts of the calendars and counting rules that a negotiation's dates are counted by.
select bytes from pinned_texts($1) as bytes
