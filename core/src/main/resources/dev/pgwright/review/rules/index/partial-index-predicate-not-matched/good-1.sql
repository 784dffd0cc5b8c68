-- @table public.tickets 7000000 900000000
-- @query desk.sql:1: select id from tickets where assignee_id = $1 and closed_at is null
-- a plan for the parameter's value may use it
-- @query desk.sql:2: select id from tickets where email = $1 and state = $2
-- @query desk.sql:3: select id from tickets where email = $1 and state in ('new', 'open')
-- a value is not null
-- @query desk.sql:4: select id from tickets where parent_id = $1
create table tickets (
    id bigint primary key,
    assignee_id bigint not null,
    parent_id bigint,
    email varchar(200) not null,
    state varchar(20) not null,
    closed_at timestamptz
);
create index tickets_open on tickets (assignee_id) where closed_at is null;
create index tickets_email on tickets (email) where state in ('new', 'open');
create index tickets_parent on tickets (parent_id) where parent_id is not null;
