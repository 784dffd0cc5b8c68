-- @before
create table notes (id bigint primary key, body text);
create view short_notes as select id, left(body, 80) as body from notes;
create function refuse() returns trigger language plpgsql as $$ begin return null; end $$;
-- @migration 2
create trigger short_notes_insert instead of insert on short_notes for each row execute function refuse();
create table drafts (id bigint primary key);
create trigger drafts_insert before insert on drafts for each row execute function refuse();
