do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table users (id bigint primary key, name text, password_hash text, api_key_count int);
grant select (id, name) on users to public;
grant select on users to shop_app;
