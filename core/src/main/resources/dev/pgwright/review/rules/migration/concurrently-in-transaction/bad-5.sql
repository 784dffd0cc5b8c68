-- @before
create table invoices (id bigint primary key, due_on date);
-- @migration 2
-- @fails 25001
do $$
begin
    alter table invoices add column paid_on date;
-- @finds inside a DO block
    create index concurrently invoices_due_on on invoices (due_on);
end $$;
