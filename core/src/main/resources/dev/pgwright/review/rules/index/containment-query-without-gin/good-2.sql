-- @table public.stays 3000000 400000000
-- no operator class of GIN has it for jsonb
-- @query stays.sql:1: select id from stays where wishes <@ $1
-- @query stays.sql:2: select id from stays where nights @> $1
-- the rows of one guest
-- @query stays.sql:3: select id from stays where guest_id = $1 and wishes @> $2
create table stays (id bigint primary key, guest_id bigint not null, nights daterange not null, wishes jsonb not null);
create index stays_guest on stays (guest_id);
create index stays_nights on stays using gist (nights);
