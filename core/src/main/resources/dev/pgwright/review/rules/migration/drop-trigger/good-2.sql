-- @before
create table orders (id bigint primary key, at timestamptz);
create function stamp() returns trigger language plpgsql as $$ begin new.at := now(); return new; end $$;
-- @migration 2
-- not there, and on a table of its own
drop trigger if exists stamp_orders on orders;
create table drafts (id bigint, at timestamptz);
create trigger stamp_drafts before insert on drafts for each row execute function stamp();
drop trigger stamp_drafts on drafts;
