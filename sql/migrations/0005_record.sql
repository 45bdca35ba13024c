-- Salted bodies that an order can purge with the chain kept whole, and the tree of each zone with its checkpoints.

do $$ begin
    if exists (select from entry) then
        raise exception 'this record was made by a version before the first release, whose entries have no salt: '
            'start with an empty database' using errcode = 'object_not_in_prerequisite_state';
    end if;
end $$;

alter table entry
    alter column body drop not null,
    add column salt bytea check (octet_length(salt) = 16),
    add column body_digest bytea not null check (octet_length(body_digest) = 32),
    add constraint entry_body_has_its_salt check ((body is null) = (salt is null)),
    -- The server itself vouches for what it stored.
    add constraint entry_body_is_as_digested
        check (body is null or body_digest = sha256('\x6261726761696e20626f647920320a'::bytea || salt || body));

alter table content alter column bytes drop not null;

-- What was purged, by which entry, and the fact that stands in for it when the room is read.
create table purged_entry (
    room_id   bigint not null,
    seq       bigint not null,
    order_seq bigint not null check (order_seq > seq),
    stand_in  bytea not null,
    primary key (room_id, seq),
    foreign key (room_id, seq) references entry (room_id, seq),
    foreign key (room_id, order_seq) references entry (room_id, seq)
);
create table purged_content (
    digest    bytea primary key references content (digest),
    room_id   bigint not null,
    order_seq bigint not null,
    foreign key (room_id, order_seq) references entry (room_id, seq)
);

-- Nothing changes, but that an ordered purge takes a body with its salt, or a document's bytes, away.
create or replace function refuse_change() returns trigger language plpgsql
    set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'entry' then
        if old.body is not null and new.body is null and new.salt is null
            and to_jsonb(new) - 'body' - 'salt' = to_jsonb(old) - 'body' - 'salt'
            and exists (select from public.purged_entry p
                          join public.entry o on o.room_id = p.room_id and o.seq = p.order_seq
                         where p.room_id = old.room_id and p.seq = old.seq and o.kind = 'record.purged')
        then return new; end if;
    elsif tg_op = 'UPDATE' and tg_table_name = 'content' then
        if old.bytes is not null and new.bytes is null and new.digest = old.digest
            and exists (select from public.purged_content p
                          join public.entry o on o.room_id = p.room_id and o.seq = p.order_seq
                         where p.digest = old.digest and o.kind = 'record.purged')
        then return new; end if;
    end if;
    raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

-- Carries out what an entry of the same room orders. Also forgets the answer that was kept to the act's request, which
-- may repeat the text.
create function purge_entry(room bigint, number bigint, by_order bigint, replacement bytea) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into public.purged_entry (room_id, seq, order_seq, stand_in)
    values (room, number, by_order, replacement);
    delete from public.act
     where position(convert_to(encode((select digest from public.entry where room_id = room and seq = number), 'hex'),
                               'UTF8') in reply) > 0;
    update public.entry set body = null, salt = null where room_id = room and seq = number;
end $$;
create function purge_content(room bigint, document bytea, by_order bigint) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from public.entry
                where room_id <> room and body is not null
                  and position(convert_to(encode(document, 'hex'), 'UTF8') in body) > 0) then
        raise exception 'another room names the document'
            using errcode = 'check_violation', constraint = 'document_is_of_one_room';
    end if;
    insert into public.purged_content (digest, room_id, order_seq) values (document, room, by_order)
    on conflict (digest) do nothing;
    update public.content set bytes = null where digest = document and bytes is not null;
end $$;
revoke all on function purge_entry(bigint, bigint, bigint, bytea), purge_content(bigint, bytea, bigint) from public;

-- Who sent which document's bytes, so that nobody names a document by a hash that is somebody else's.
create table upload (
    person text not null,
    digest bytea not null references content (digest),
    primary key (person, digest)
);

-- The key by which checkpoints are signed; a deployment has one.
create table log_key (
    only_row boolean primary key default true check (only_row),
    vkey     text not null
);

-- The Merkle tree (RFC 6962) over the entries of a zone's hallway and tables, by its size and its peaks.
create table tree (
    zone_id  bigint primary key references room (id),
    frontier bytea not null
);
create table leaf (
    zone_id     bigint not null references room (id),
    leaf_index  bigint not null check (leaf_index >= 0),
    room_id     bigint not null,
    seq         bigint not null,
    hash        bytea not null check (octet_length(hash) = 32),
    primary key (zone_id, leaf_index),
    constraint leaf_is_unique unique (room_id, seq),
    foreign key (room_id, seq) references entry (room_id, seq)
);
-- How far each room is in its zone's tree.
create table sealed (
    room_id bigint primary key references room (id),
    seq     bigint not null
);
create table checkpoint (
    zone_id   bigint not null references room (id),
    size      bigint not null check (size >= 0),
    note      text not null,
    sealed_at timestamptz not null,
    primary key (zone_id, size)
);

create trigger leaf_is_append_only before update or delete on leaf
    for each row execute function refuse_change();
create trigger leaf_is_not_truncated before truncate on leaf
    for each statement execute function refuse_change();
create trigger checkpoint_is_append_only before update or delete on checkpoint
    for each row execute function refuse_change();
create trigger checkpoint_is_not_truncated before truncate on checkpoint
    for each statement execute function refuse_change();
create trigger log_key_is_fixed before update or delete on log_key
    for each row execute function refuse_change();
create trigger purged_entry_is_append_only before update or delete on purged_entry
    for each row execute function refuse_change();
create trigger purged_content_is_append_only before update or delete on purged_content
    for each row execute function refuse_change();
alter table leaf enable always trigger leaf_is_append_only;
alter table leaf enable always trigger leaf_is_not_truncated;
alter table checkpoint enable always trigger checkpoint_is_append_only;
alter table checkpoint enable always trigger checkpoint_is_not_truncated;
alter table log_key enable always trigger log_key_is_fixed;
alter table purged_entry enable always trigger purged_entry_is_append_only;
alter table purged_content enable always trigger purged_content_is_append_only;
