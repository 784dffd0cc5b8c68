-- @before
create table customers (id bigint primary key, name text not null, email varchar(200) not null, nick text, referred_by bigint references customers);
create table orders (id bigint primary key, customer_id bigint not null references customers, status text not null, placed_at timestamptz not null, note text, total numeric(12, 2) not null);
create index orders_customer_id on orders (customer_id);
create index orders_placed_at on orders (placed_at);
create index customers_email on customers (email);
-- @migration V2
create function mark() returns void language plpgsql as $$
declare
    line record;
begin
    for line in select id, customer_id from orders where status = 'new' loop
-- @finds For every row of the loop customers is updated once
        update customers set nick = 'buyer' where id = line.customer_id;
    end loop;
end;
$$;
