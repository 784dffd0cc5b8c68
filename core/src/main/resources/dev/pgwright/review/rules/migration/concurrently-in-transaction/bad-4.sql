-- @unfixed it stands in a DO block that has conditions, loops, variables or handlers, which is not taken apart
-- @before
create table invoices (id bigint primary key, due_on date);
-- @migration 2
-- @fails 25001
do $$
begin
    if not exists (select from pg_class where relname = 'invoices_due_on') then
-- @finds inside a DO block
        execute 'create index concurrently invoices_due_on on invoices (due_on)';
    end if;
end $$;
