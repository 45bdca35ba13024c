insert into postgres_bench_entry (body) values (:body::text);
