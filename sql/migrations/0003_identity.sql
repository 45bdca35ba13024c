-- Who may call: persons, the tokens that speak for them, and the invitations that make them.

create schema identity;

create table identity.person (
    handle     text primary key check (handle ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    name       text not null,
    email      text,
    password   text,
    created_at timestamptz not null,
    failures   int not null default 0 check (failures >= 0),
    retry_at   timestamptz
);

create table identity.token (
    digest       bytea primary key check (octet_length(digest) = 32),
    id           text not null unique,
    person       text not null references identity.person (handle),
    kind         text not null check (kind in ('token', 'session')),
    label        text,
    scopes       text[] not null,
    negotiations text[],
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    idle_until   timestamptz,
    confirmed_at timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

create table identity.invitation (
    digest     bytea primary key check (octet_length(digest) = 32),
    zone       text not null,
    handle     text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
