-- @before
create table people (id bigint primary key, name text, note text);
create table pets (id bigint primary key, name text);
create function greet(who bigint) returns text language plpgsql as $$
begin
    return (select 'Hello ' || p.name from people p where p.id = who);
end $$;
create function pet(which bigint) returns text language sql as 'select name from pets where id = which';
-- @migration 2
-- made again in the same file, and another table's column of the name
alter table people drop column note;
alter table people drop column name;
create or replace function greet(who bigint) returns text language sql as $$ select 'Hello ' || who $$;
