-- Whether the database is live or a drill.
select kind from deployment
