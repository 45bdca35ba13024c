-- The least that firing deadlines durably can mean: a state, a line of audit and an alert in the same commit.
create table deadline (
    id     bigint primary key,
    due_at timestamptz not null,
    state  text not null
);
create index deadline_pending on deadline (due_at, id) where state = 'pending';
create table audit (
    id          bigint generated always as identity primary key,
    deadline_id bigint not null,
    recorded_at timestamptz not null,
    kind        text not null
);
create table outbox (
    id      bigint generated always as identity primary key,
    key     text not null unique,
    send_at timestamptz not null
);
insert into deadline select n, timestamptz '2026-01-01 00:00:00+00', 'pending' from generate_series(1, :count) n;
vacuum analyze;
