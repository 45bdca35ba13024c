-- A proposal can be rejected by the other side.
alter table proposal drop constraint proposal_status_check;
alter table proposal add constraint proposal_status_check
    check (status in ('on the table', 'countered', 'withdrawn', 'rejected', 'signed by one', 'agreed'));
