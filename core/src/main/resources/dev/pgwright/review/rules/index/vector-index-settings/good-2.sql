create table items (id bigint primary key, name text, at timestamptz);
create index items_name on items (name) with (fillfactor = 90);
create index items_at on items using brin (at);
