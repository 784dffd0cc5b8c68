-- @query refunds: select id from public.events where payload ? 'refund'
create table events (id bigint primary key, payload jsonb not null);
create index events_payload on events using gin (payload);
