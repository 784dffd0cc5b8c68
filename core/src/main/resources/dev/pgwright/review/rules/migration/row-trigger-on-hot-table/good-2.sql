-- @table colours 50 8192 3000 0.5
-- @before
create table colours (name text);
create function note() returns trigger language plpgsql as $$ begin return null; end $$;
-- @migration 2
create trigger colours_note after insert on colours for each row execute function note();
