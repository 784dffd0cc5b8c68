create table orders (id bigint primary key, customer_id bigint, note text);
create index orders_by_customer_and_everything_else_that_might_be_asked on orders (customer_id);
comment on table orders is 'a text may well have more than sixty-three bytes, it is no name at all';
create function noted() returns text language sql as $$ select 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmn' $$;
