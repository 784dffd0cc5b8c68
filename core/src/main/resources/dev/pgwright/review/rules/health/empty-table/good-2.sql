-- it says why it is empty
-- @table public.outbox 0 8192
create table outbox (id bigint primary key, body text not null);
comment on table outbox is 'Messages to be sent; a worker deletes what it has sent';
