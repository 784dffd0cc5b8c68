-- @query find: select id from shop.events where payload @> '{"kind": "sale"}'
create schema shop;
create domain shop.document as jsonb;
create table shop.events (id bigint primary key, payload shop.document not null);
-- @finds events_payload of shop.events keeps each key and value of payload
create index events_payload on shop.events using gin (payload jsonb_ops);
