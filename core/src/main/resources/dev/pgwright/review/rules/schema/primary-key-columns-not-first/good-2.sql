create table events (at timestamptz not null);
create table logins (id bigint primary key, who text) inherits (events);
create table readings (sensor text, value numeric);
