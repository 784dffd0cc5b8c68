create table customers (id bigint primary key, name text unique);
create table orders (
    id bigint primary key references customers,
    customer_id bigint not null references customers,
    payer_id bigint references customers,
    agent_id bigint references customers,
    contact text references customers (name),
    placed_at timestamptz
);
create index orders_customer on orders (customer_id, placed_at desc);
-- equality holds for no NULL, so this one has all the rows that matter
create index orders_payer on orders (payer_id) where payer_id is not null;
create index orders_agent on orders using hash (agent_id);
create index orders_contact on orders (contact text_pattern_ops);
