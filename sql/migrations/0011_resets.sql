-- An invitation that lets a person who has a seat set a new password, and is good for nothing else.
alter table identity.invitation add column is_reset boolean not null default false;
