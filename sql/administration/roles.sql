-- The roles, which all databases of a server share. Nobody can log in as the owner; each login may do what the
-- migrations grant it and is a member of nothing. Run any number of times, by any number at once: what is right stays
-- untouched. Where a login needs a password, its verifier is in the setting bargain.verifier_<login>.
do $$
declare
    wanted record;
    verifier text;
begin
    for wanted in select * from (values
        ('bargain_owner', false), ('bargain_table', true), ('bargain_clock', true), ('bargain_identity', true),
        ('bargain_board', true), ('bargain_union', true), ('bargain_neutral', true)) as role (name, logs_in)
    loop
        begin
            if not exists (select from pg_roles where rolname = wanted.name) then
                verifier := case when wanted.logs_in
                                 then nullif(current_setting('bargain.verifier_' || wanted.name, true), '') end;
                execute format('create role %I %s nosuperuser nobypassrls nocreatedb nocreaterole noreplication %s',
                               wanted.name,
                               case when wanted.logs_in then 'login noinherit' else 'nologin' end,
                               case when verifier is null then '' else format('password %L', verifier) end);
            end if;
        exception when duplicate_object or unique_violation then
            null;  -- Another daemon was quicker.
        end;
        begin
            if exists (select from pg_roles
                        where rolname = wanted.name
                          and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication
                               or rolcanlogin <> wanted.logs_in or rolinherit = wanted.logs_in)) then
                execute format('alter role %I %s nosuperuser nobypassrls nocreatedb nocreaterole noreplication',
                               wanted.name, case when wanted.logs_in then 'login noinherit' else 'nologin inherit' end);
            end if;
            if exists (select from pg_roles where rolname = wanted.name and rolconfig is not null) then
                execute format('alter role %I reset all', wanted.name);
            end if;
        exception when internal_error then
            null;  -- The same, at the same moment: "tuple concurrently updated".
        end;
    end loop;
    if exists (select from pg_auth_members join pg_roles on pg_roles.oid = member where rolname like 'bargain\_%') then
        raise exception 'a role of Bargain is a member of another role' using errcode = 'invalid_role_specification';
    end if;
    -- An administrator who is no superuser must be able to act for the owner.
    if not pg_has_role(current_user, 'bargain_owner', 'member') then
        begin
            execute format('grant bargain_owner to %I', current_user);
        exception when internal_error or unique_violation then
            null;
        end;
    end if;
end $$;
