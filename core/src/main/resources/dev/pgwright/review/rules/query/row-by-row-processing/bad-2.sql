-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
create function sum_up() returns numeric language plpgsql as $$
declare
    customer record;
    one numeric;
    whole numeric := 0;
begin
    for customer in select id from customers loop
-- @finds orders is looked up once
        select sum(total) into one from orders where customer_id = customer.id;
        whole := whole + coalesce(one, 0);
    end loop;
    return whole;
end;
$$;
