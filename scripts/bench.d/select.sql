\set id random(1, 10000)
select body from postgres_bench where id = :id::bigint;
