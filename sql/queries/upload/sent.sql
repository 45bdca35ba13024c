-- How much somebody sent since an instant, by the times of sending.
select sent_at, bytes from upload where person = $1 and sent_at > $2
