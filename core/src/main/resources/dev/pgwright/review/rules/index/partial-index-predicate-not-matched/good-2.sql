-- @table public.tickets 7000000 900000000
-- @table public.queues 40 8192
-- another index serves it
-- @query desk.sql:1: select id from tickets where assignee_id = $1
-- said in another way, which may imply it
-- @query desk.sql:2: select id from tickets where parent_id = $1 and coalesce(closed_at, 'infinity') = 'infinity'
-- @query desk.sql:3: select name from queues where owner_id = $1
create table queues (name text primary key, owner_id bigint not null, closed boolean not null);
create index queues_owner on queues (owner_id) where not closed;
create table tickets (id bigint primary key, assignee_id bigint not null, parent_id bigint, closed_at timestamptz);
create index tickets_open on tickets (assignee_id) where closed_at is null;
create index tickets_assignee on tickets (assignee_id, id);
create index tickets_parent on tickets (parent_id) where closed_at is null;
