-- @before
create table customers (id bigint primary key, blocked boolean not null);
create table orders (id bigint primary key, customer_id bigint not null, email text);
create function may_order(who bigint) returns boolean language sql immutable
    as 'select not blocked from customers where id = who';
create function may_pay(who bigint) returns boolean language plpgsql as $$
begin
    return exists (select from customers where id = who);
end $$;
create function is_email(mail text) returns boolean language sql as $$ select mail like '%@%' $$;
-- @migration 2
alter table orders
-- @finds allowed of orders calls may_order(), which reads tables that change without this one
    add constraint allowed check (may_order(customer_id)),
-- @finds payable of orders calls may_pay(), which reads tables
    add constraint payable check (may_pay(customer_id)),
-- @finds is_email(), which is declared volatile
    add constraint reachable check (is_email(email));
