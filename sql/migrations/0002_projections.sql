-- What the entries say now, kept for quick reading. Every row here can be made anew from the entries.

create table zone (
    room_id   bigint primary key references room (id),
    handle    text not null unique,
    name      text not null,
    district  text not null,
    state     text not null,
    calendar  text not null
);

create table school (
    zone_id   bigint not null references zone (room_id),
    handle    text not null,
    name      text not null,
    district  text not null,
    state     text not null,
    enrolment int check (enrolment > 0),
    constraint school_handle_is_unique primary key (zone_id, handle)
);
-- A school belongs to one zone.
create unique index school_is_in_one_zone on school (state, lower(district), lower(name));

create table unit (
    zone_id bigint not null references zone (room_id),
    handle  text not null,
    name    text not null,
    local   text not null,
    primary key (zone_id, handle)
);

create table seat (
    zone_id bigint not null references zone (room_id),
    handle  text not null,
    person  text not null,
    role    text not null check (role in ('board', 'union', 'neutral', 'clerk', 'observer')),
    email   text,
    primary key (zone_id, handle)
);

create table negotiation (
    room_id  bigint primary key references room (id),
    zone_id  bigint not null references zone (room_id),
    handle   text not null unique,
    title    text not null,
    pack     text not null,
    state    text not null check (state in ('open', 'concluded', 'closed')),
    outcome  text
);
create index negotiation_by_zone on negotiation (zone_id, handle);

create table proposal (
    negotiation_id bigint not null references negotiation (room_id),
    side           text not null check (side in ('board', 'union')),
    count          int not null check (count > 0),
    title          text not null,
    answers        text,
    digest         bytea not null references content (digest),
    bytes          int not null,
    status         text not null check (status in ('on the table', 'countered', 'withdrawn', 'signed by one', 'agreed')),
    served_seq     bigint not null,
    served_at      timestamptz not null,
    primary key (negotiation_id, side, count)
);

create table deadline (
    negotiation_id bigint not null references negotiation (room_id),
    step           text not null,
    occurrence     int not null check (occurrence > 0),
    opened_on      date not null,
    due_on         date not null,
    due_at         timestamptz not null,
    state          text not null check (state in ('pending', 'met', 'lapsed', 'moved', 'closed')),
    primary key (negotiation_id, step, occurrence)
);
-- What the timekeeper looks for.
create index deadline_pending on deadline (due_at, negotiation_id) where state = 'pending';

create table alert (
    negotiation_id bigint not null references negotiation (room_id),
    -- Built from the facts, so that the same alert made twice is one.
    key            text not null,
    kind           text not null check (kind in ('served', 'docket', 'lapsed', 'reminder', 'note')),
    seat           text not null,
    seq            bigint not null,
    step           text,
    occurrence     int,
    send_at        timestamptz not null,
    cancelled      boolean not null default false,
    primary key (negotiation_id, key)
);
create index alert_by_deadline on alert (negotiation_id, step, occurrence) where kind = 'reminder';

-- What became of an alert on a channel. Not made from entries: it is the couriers' own memory.
create table delivery (
    id             bigint generated always as identity primary key,
    negotiation_id bigint not null,
    key            text not null,
    channel        text not null check (channel in ('file', 'mail')),
    state          text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'cancelled')),
    attempts       int not null default 0,
    next_at        timestamptz not null,
    leased_until   timestamptz,
    lease          text,
    delivered_at   timestamptz,
    last_error     text,
    constraint delivery_is_unique unique (negotiation_id, key, channel)
);
create index delivery_due on delivery (next_at, id) where state = 'pending';

create table acknowledgement (
    negotiation_id  bigint not null,
    key             text not null,
    acknowledged_at timestamptz not null,
    primary key (negotiation_id, key)
);
