-- converted before it ends, and a function may well take json
create table devices (id bigint primary key, settings json);
create function settings_of(json) returns text language sql immutable as $$ select $1 ->> 'settings' $$;
alter table devices alter column settings type jsonb;
