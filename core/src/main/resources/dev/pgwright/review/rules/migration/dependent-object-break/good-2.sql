-- @before
create table people (id bigint primary key, name text, note text);
create table visits (id bigint primary key);
create function noted(note text) returns bigint language plpgsql as $$
begin
    return (select count(*) from people where name = note);
end $$;
create function number() returns bigint language sql begin atomic select count(*) from people; end;
-- @migration 2 transaction
-- note is the parameter
alter table people drop column note;
drop table visits;
