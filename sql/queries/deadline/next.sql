-- The instant of the earliest deadline that runs.
select min(due_at) as due_at from deadline where state = 'pending'
