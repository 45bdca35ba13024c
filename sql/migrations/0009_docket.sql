-- The texts that a negotiation's dates are counted by.

-- Those of the calendars and counting rules that its opening names, and of no other document.
create function pinned_texts(negotiation text) returns setof bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select content.bytes
      from public.room
      join public.entry on entry.room_id = room.id and entry.seq = 1 and entry.kind = 'negotiation.opened'
     cross join json_array_elements(convert_from(entry.body, 'UTF8')::json -> 'pinned') as text
      join public.content on content.digest = decode(text ->> 'sha256', 'hex')
     where room.kind = 'table' and room.handle = pinned_texts.negotiation;
end;
alter function pinned_texts owner to bargain_owner;
revoke all on function pinned_texts from public;
grant execute on function pinned_texts to bargain_table, bargain_clock;
