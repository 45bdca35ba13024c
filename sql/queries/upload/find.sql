-- Whether somebody sent a document.
select exists (select from upload where person = $1 and digest = $2) as found
