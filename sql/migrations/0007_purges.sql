-- An order to purge takes away what it names in its own fields and nothing else, and what is exchanged anew after its
-- purge is there again.

-- How often the bytes came back after a purge: each purge needs an order of its own.
alter table content add column restored integer not null default 0;
grant update (bytes, restored) on content to bargain_table;

alter table purged_content drop constraint purged_content_pkey, add primary key (digest, room_id, order_seq);

create or replace function refuse_change() returns trigger language plpgsql
    set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'entry' then
        if old.body is not null and new.body is null and new.salt is null
            and to_jsonb(new) - 'body' - 'salt' = to_jsonb(old) - 'body' - 'salt'
            and exists (select from public.purged_entry p
                          join public.entry o on o.room_id = p.room_id and o.seq = p.order_seq
                         where p.room_id = old.room_id and p.seq = old.seq and o.kind = 'record.purged'
                           and (convert_from(o.body, 'UTF8')::jsonb ->> 'entry')::bigint = old.seq)
        then return new; end if;
    elsif tg_op = 'UPDATE' and tg_table_name = 'content' then
        if old.bytes is not null and new.bytes is null and new.digest = old.digest and new.restored = old.restored
            and (select count(*) from public.purged_content p
                   join public.entry o on o.room_id = p.room_id and o.seq = p.order_seq
                  where p.digest = old.digest and o.kind = 'record.purged'
                    and convert_from(o.body, 'UTF8')::jsonb ->> 'sha256' = encode(old.digest, 'hex')) > old.restored
        then return new; end if;
        if old.bytes is null and sha256(new.bytes) = old.digest and new.digest = old.digest
            and new.restored = old.restored + 1
        then return new; end if;
    end if;
    raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create or replace function purge_content(room bigint, document bytea, by_order bigint) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from public.entry
                where room_id <> room and body is not null
                  and position(convert_to(encode(document, 'hex'), 'UTF8') in body) > 0) then
        raise exception 'another room names the document'
            using errcode = 'check_violation', constraint = 'document_is_of_one_room';
    end if;
    insert into public.purged_content (digest, room_id, order_seq) values (document, room, by_order);
    update public.content set bytes = null where digest = document and bytes is not null;
end $$;
