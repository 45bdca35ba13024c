-- The wall: who owns what, what each login may do, and a private compartment for each side and the neutral.

-- Everything belongs to a role that nobody can log in as.
do $$
declare
    thing record;
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant create on database %I to bargain_owner', current_database());
    execute format('grant connect on database %I to bargain_owner, bargain_table, bargain_clock, bargain_identity, '
                   'bargain_board, bargain_union, bargain_neutral', current_database());
    for thing in select nspname as name from pg_namespace where nspname in ('public', 'identity') loop
        execute format('alter schema %I owner to bargain_owner', thing.name);
        execute format('revoke all on schema %I from public', thing.name);
    end loop;
    for thing in select oid::regclass as name from pg_class
                  where relnamespace in ('public'::regnamespace, 'identity'::regnamespace) and relkind = 'r' loop
        execute format('alter table %s owner to bargain_owner', thing.name);
    end loop;
    for thing in select oid::regprocedure as name from pg_proc
                  where pronamespace in ('public'::regnamespace, 'identity'::regnamespace) loop
        execute format('alter routine %s owner to bargain_owner', thing.name);
        execute format('revoke all on routine %s from public', thing.name);
    end loop;
end $$;
alter default privileges for role bargain_owner revoke execute on routines from public;

grant usage on schema public to bargain_table, bargain_clock;
grant usage on schema identity to bargain_identity;

-- The common record.
grant select on deployment to bargain_table;
grant select, insert on content, entry, act to bargain_table;
grant select, insert, update (head_seq, head_digest) on room to bargain_table;
grant usage on sequence room_id_seq to bargain_table;
grant select, insert, update, delete on zone, school, unit, seat, negotiation, proposal, deadline, alert to bargain_table;
grant select, insert, update on delivery to bargain_table;
grant select, insert on acknowledgement to bargain_table;

-- The clock: entries and dates; no document, no answer to a request, no person.
grant select, update (head_seq, head_digest) on room to bargain_clock;
grant select, insert on entry to bargain_clock;
grant select on zone to bargain_clock;
grant select, insert, update on negotiation, deadline, alert, delivery to bargain_clock;

-- Tokens are ended, not deleted; what is long past may be cleared away.
grant select, insert, update, delete on identity.person, identity.token, identity.invitation to bargain_identity;

-- The text of the rule pack that a negotiation was opened under, and of no other document.
create function pack_text(negotiation text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select content.bytes
      from public.room
      join public.entry on entry.room_id = room.id and entry.seq = 1 and entry.kind = 'negotiation.opened'
      join public.content
        on content.digest = decode(convert_from(entry.body, 'UTF8')::json ->> 'packSHA256', 'hex')
     where room.kind = 'table' and room.handle = pack_text.negotiation;
end;
alter function pack_text owner to bargain_owner;
revoke all on function pack_text from public;
grant execute on function pack_text to bargain_table, bargain_clock;

-- The negotiations whose private compartment the bearer of this transaction's token may enter, in the one role that
-- the login is for: nothing is taken from what the caller says but the token itself.
create function identity.my_negotiations(role text, scope text) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(array_agg(distinct negotiation.handle), '{}')
      from identity.token
      join public.seat on seat.handle = token.person and seat.role = my_negotiations.role
      join public.negotiation on negotiation.zone_id = seat.zone_id
     where token.digest = sha256(convert_to(nullif(current_setting('bargain.token', true), ''), 'UTF8'))
       and session_user = 'bargain_' || my_negotiations.role
       and token.revoked_at is null
       and token.expires_at > now()
       and coalesce(token.idle_until > now(), true)
       and (token.negotiations is null or negotiation.handle = any (token.negotiations))
       and ('draft' = any (token.scopes) or my_negotiations.scope = 'read' and 'read' = any (token.scopes));
end;
alter function identity.my_negotiations owner to bargain_owner;
revoke all on function identity.my_negotiations from public;
grant usage on schema identity to bargain_board, bargain_union, bargain_neutral;
grant execute on function identity.my_negotiations to bargain_board, bargain_union, bargain_neutral;

-- Three compartments, alike, with nothing between them: no key, no sequence, no table that two of them share. Columns
-- are granted one by one, so that the system's own, which count everybody's transactions, are not to be read.
do $wall$
declare
    compartment record;
    tables constant text[] := array['room', 'entry', 'content', 'act'];
    name text;
begin
    for compartment in select * from (values ('caucus_board', 'board'), ('caucus_union', 'union'), ('chamber', 'neutral'))
                           as each (schema, role) loop
        execute replace(replace($ddl$
            create schema SCHEMA;
            create table SCHEMA.room (
                negotiation text not null,
                id          uuid not null default gen_random_uuid(),
                head_seq    bigint not null default 0 check (head_seq >= 0),
                head_digest bytea not null default decode(repeat('00', 32), 'hex') check (octet_length(head_digest) = 32),
                constraint room_handle_is_unique primary key (negotiation)
            );
            create table SCHEMA.entry (
                negotiation text not null,
                seq         bigint not null check (seq > 0),
                recorded_at timestamptz not null,
                seat        text not null,
                kind        text not null,
                salt        bytea not null check (octet_length(salt) = 16),
                body        bytea not null,
                body_digest bytea not null,
                previous    bytea not null check (octet_length(previous) = 32),
                digest      bytea not null check (octet_length(digest) = 32),
                constraint entry_seq_is_unique primary key (negotiation, seq),
                constraint entry_body_is_as_digested
                    check (body_digest = sha256(convert_to(E'bargain body 2\n', 'UTF8') || salt || body))
            );
            create table SCHEMA.content (
                negotiation text not null,
                digest      bytea not null,
                bytes       bytea not null,
                constraint content_is_kept_once primary key (negotiation, digest),
                constraint content_digest_is_sha256 check (digest = sha256(bytes))
            );
            create table SCHEMA.act (
                negotiation text not null,
                person      text not null,
                key         text not null check (octet_length(key) between 1 and 200),
                fingerprint bytea not null,
                recorded_at timestamptz not null,
                status      int not null,
                reply       bytea not null,
                constraint act_key_is_unique primary key (negotiation, person, key)
            );
            revoke all on schema SCHEMA from public;
            grant usage on schema SCHEMA to bargain_ROLE;
            grant select (negotiation, id, head_seq, head_digest), insert, update (head_seq, head_digest)
               on SCHEMA.room to bargain_ROLE;
            grant select (negotiation, seq, recorded_at, seat, kind, salt, body, body_digest, previous, digest), insert
               on SCHEMA.entry to bargain_ROLE;
            grant select (negotiation, digest, bytes), insert on SCHEMA.content to bargain_ROLE;
            grant select (negotiation, person, key, fingerprint, recorded_at, status, reply), insert
               on SCHEMA.act to bargain_ROLE;
            create policy room_moves on SCHEMA.room for update to bargain_ROLE
                using (negotiation = any ((select identity.my_negotiations('ROLE', 'draft'))::text[]))
                with check (negotiation = any ((select identity.my_negotiations('ROLE', 'draft'))::text[]));
            alter schema SCHEMA owner to bargain_owner;
        $ddl$, 'SCHEMA', compartment.schema), 'ROLE', compartment.role);
        foreach name in array tables loop
            execute replace(replace(replace(replace($ddl$
                create policy TABLE_is_read on SCHEMA.TABLE for select to bargain_ROLE
                    using (negotiation = any ((select identity.my_negotiations('ROLE', 'read'))::text[]));
                create policy TABLE_is_written on SCHEMA.TABLE for insert to bargain_ROLE
                    with check (negotiation = any ((select identity.my_negotiations('ROLE', 'draft'))::text[]));
                create trigger TABLE_is_append_only before EVENTS on SCHEMA.TABLE
                    for each row execute function public.refuse_change();
                create trigger TABLE_is_not_truncated before truncate on SCHEMA.TABLE
                    for each statement execute function public.refuse_change();
                alter table SCHEMA.TABLE enable always trigger TABLE_is_append_only;
                alter table SCHEMA.TABLE enable always trigger TABLE_is_not_truncated;
                alter table SCHEMA.TABLE enable row level security;
                alter table SCHEMA.TABLE force row level security;
                alter table SCHEMA.TABLE owner to bargain_owner;
            $ddl$, 'SCHEMA', compartment.schema), 'ROLE', compartment.role), 'TABLE', name),
            -- The head of a room moves on; nothing else ever changes.
            'EVENTS', case name when 'room' then 'delete' else 'update or delete' end);
        end loop;
    end loop;
end $wall$;
