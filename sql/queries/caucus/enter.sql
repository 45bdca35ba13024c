-- Says for one transaction whose token speaks, and whether it only reads; both end with it.
select set_config('bargain.token', $1, true) is null as is_unset, set_config('transaction_read_only', $2, true) as reads_only
