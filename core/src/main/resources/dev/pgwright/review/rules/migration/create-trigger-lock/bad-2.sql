-- @before
create schema wiki;
create table wiki.notes (id bigint primary key, body text);
create table wiki.pages (id bigint primary key, body text);
create function wiki.trim_body() returns trigger language plpgsql as $$ begin new.body := trim(new.body); return new; end $$;
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds still goes on to wiki.pages
create or replace trigger trim_body before insert on wiki.notes for each row execute function wiki.trim_body();
update wiki.pages set body = trim(body);
