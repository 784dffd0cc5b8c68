-- @before
create table people (id bigint primary key, name text);
create table visits (id bigint primary key, person bigint);
create function greet(who bigint) returns text language plpgsql as $$
begin
    return (select 'Hello ' || p.name from people p where p.id = who);
end $$;
create function visits_of(who bigint) returns bigint language sql as 'select count(*) from visits where person = who';
-- @migration 2
-- @finds The body of function public.greet names column name of public.people
alter table people drop column name;
-- @finds The body of function public.visits_of names public.visits
drop table visits;
