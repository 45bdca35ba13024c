-- Who people are, and by what secret they are known. Apart from the record: nothing here is an entry, and no secret is kept,
-- only digests from which none can be had back.
create schema identity;

create table identity.person (
    -- Also the handle of every seat that the person has, in whatever zone.
    handle     text primary key
               check (handle ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(handle) between 2 and 64),
    name       text not null check (length(name) between 1 and 200),
    email      text check (length(email) between 3 and 254),
    -- scrypt$logN$r$p$salt$hash
    password   text check (password like 'scrypt$%$%$%$%$%'),
    created_at timestamptz not null,
    -- Attempts at the password since it was last right, and before which instant there is no further one.
    failures   int not null default 0 check (failures >= 0),
    retry_at   timestamptz
);

create table identity.token (
    -- SHA-256 of the token's whole text.
    digest       bytea primary key check (octet_length(digest) = 32),
    -- What its person calls it by, in lists and to revoke it.
    id           text not null unique check (id ~ '^[0-9A-Za-z]{8,32}$'),
    person       text not null references identity.person (handle),
    kind         text not null check (kind in ('token', 'session')),
    label        text check (length(label) between 1 and 100),
    scopes       text[] not null check (scopes <@ array['read', 'draft', 'exchange', 'accept'] and scopes <> '{}'),
    -- The negotiations that it is good for; null for all.
    negotiations text[] check (negotiations <> '{}'),
    created_at   timestamptz not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    -- When it ends for want of use; sessions only.
    idle_until   timestamptz,
    -- When the person last gave the password with it.
    confirmed_at timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    constraint token_session_idles check ((kind = 'session') = (idle_until is not null))
);
create index token_by_person on identity.token (person, created_at);

create table identity.invitation (
    digest     bytea primary key check (octet_length(digest) = 32),
    zone       text not null,
    handle     text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    used_at    timestamptz
);
-- A new invitation to the same seat takes the place of the old one.
create unique index invitation_is_one_a_seat on identity.invitation (zone, handle) where used_at is null;
