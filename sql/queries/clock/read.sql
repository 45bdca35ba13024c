-- The database server's own clock.
select clock_timestamp() as now
