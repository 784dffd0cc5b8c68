create table events (id bigint primary key, payload jsonb not null);
-- @finds events_payload of events keeps each key and value of payload for the operators ?, ?| and ?&; with jsonb_path_ops it would be smaller, and faster for @>, @? and @@
create index events_payload on events using gin (payload);
