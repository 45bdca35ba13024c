-- Takes from everybody what tells of others' activity or reaches outside the database: the catalogs, with their counts
-- and statistics, and the server's own functions. Bargain's logins need none of them; the owner keeps them. Only a
-- superuser can do this; run any number of times, it changes only what is still open.
do $$
declare
    things text;
begin
    select string_agg(pg_class.oid::regclass::text, ', ') into things
      from pg_class
     where relnamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and relkind in ('r', 'v') and has_table_privilege('public', pg_class.oid, 'select');
    if things is not null then
        execute 'grant select on ' || things || ' to bargain_owner';
        execute 'revoke all on ' || things || ' from public';
    end if;
    select string_agg(pg_proc.oid::regprocedure::text, ', ') into things
      from pg_proc
     where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f'
       and (proname ~ '^(pg_|txid_|lo_|binary_upgrade_|has_|row_security_)' or proname ~ '_to_xml'
            or proname in ('loread', 'lowrite', 'ts_stat', 'ts_rewrite', 'age', 'mxid_age', 'obj_description',
                           'col_description', 'shobj_description', 'current_query', 'inet_server_addr'))
       and has_function_privilege('public', pg_proc.oid, 'execute');
    if things is not null then
        execute 'grant execute on function ' || things || ' to bargain_owner';
        execute 'revoke all on function ' || things || ' from public';
    end if;
    select string_agg(quote_ident(lanname), ', ') into things
      from pg_language where lanpltrusted and has_language_privilege('public', pg_language.oid, 'usage');
    if things is not null then
        execute 'grant usage on language ' || things || ' to bargain_owner';
        execute 'revoke all on language ' || things || ' from public';
    end if;
end $$;
