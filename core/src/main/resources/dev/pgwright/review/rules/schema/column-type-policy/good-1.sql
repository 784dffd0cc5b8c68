-- @words denied-types money, json, timestamp without time zone
-- @words key-types int8, uuid
create table orders (id bigint primary key, total numeric, made timestamptz, body jsonb, number integer);
create table lines (id uuid primary key, note text, moneys money[]);
