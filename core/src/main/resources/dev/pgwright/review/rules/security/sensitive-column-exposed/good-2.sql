create table users (id bigint primary key, secret text);
alter table users enable row level security;
create policy own on users using (id = 1);
grant select on users to public;
create table secretaries (id bigint primary key, secretary_name text, tokens bigint);
grant select on secretaries to public;
