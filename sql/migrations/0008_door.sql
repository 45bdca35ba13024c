-- Attempts at passwords are counted by person and origin, in the daemon: no stranger keeps a person out.
alter table identity.person drop column failures, drop column retry_at;

-- What the wall asks the hallways.
create index entry_of_standing on entry (room_id, seq)
    where kind in ('seat.taken', 'seat.vacated', 'negotiation.named');

-- The negotiations whose private compartment the bearer of this transaction's token may enter. The rows of seats and
-- negotiations are made by whoever keeps the common record; they are believed only as far as the zone's hallway, to which
-- nobody can add unseen, says the same: that the seat was taken, and not given up since, and that the negotiation is the
-- zone's.
create or replace function identity.my_negotiations(role text, scope text) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (select coalesce(array_agg(distinct negotiation.handle), '{}')
      from identity.token
      join public.seat on seat.handle = token.person and seat.role = my_negotiations.role
      join public.negotiation on negotiation.zone_id = seat.zone_id
     where token.digest = sha256(convert_to(nullif(current_setting('bargain.token', true), ''), 'UTF8'))
       and session_user = 'bargain_' || my_negotiations.role
       and token.revoked_at is null
       and token.expires_at > now()
       and coalesce(token.idle_until > now(), true)
       and (token.negotiations is null or negotiation.handle = any (token.negotiations))
       and ('draft' = any (token.scopes) or my_negotiations.scope = 'read' and 'read' = any (token.scopes))
       and coalesce((select entry.kind = 'seat.taken'
                            and convert_from(entry.body, 'UTF8')::json ->> 'role' = my_negotiations.role
                       from public.entry
                      where entry.room_id = seat.zone_id
                        and entry.kind in ('seat.taken', 'seat.vacated')
                        and convert_from(entry.body, 'UTF8')::json ->> 'handle' = seat.handle
                      order by entry.seq desc
                      limit 1), false)
       and exists (select from public.entry
                    where entry.room_id = seat.zone_id
                      and entry.kind = 'negotiation.named'
                      and convert_from(entry.body, 'UTF8')::json ->> 'negotiation' = negotiation.handle));
end $$;

-- How much somebody sent, and when.
alter table upload
    add column bytes   bigint not null default 0 check (bytes >= 0),
    add column sent_at timestamptz not null default '1970-01-01Z';
create index upload_by_day on upload (person, sent_at);
