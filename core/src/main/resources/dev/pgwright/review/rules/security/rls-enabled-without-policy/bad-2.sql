create schema shop;
create table shop.notes (id bigint primary key, body text);
create policy mine on shop.notes using (body <> '');
alter table shop.notes enable row level security;
-- @finds shop.notes has row-level security but no policy, so that it is empty for everybody, its owner too
alter table shop.notes force row level security;
drop policy mine on shop.notes;
