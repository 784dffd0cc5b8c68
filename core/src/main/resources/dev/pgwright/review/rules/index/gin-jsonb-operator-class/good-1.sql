create table events (id bigint primary key, payload jsonb not null, tags text[]);
create index events_payload on events using gin (payload jsonb_path_ops);
create index events_lines on events using gin ((payload -> 'lines'));
create index events_tags on events using gin (tags);
